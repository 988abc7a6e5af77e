# Everything a browser is sent, hashed and compressed beside the client: script/lib/assets.mjs says what.
set(_build ${CMAKE_BINARY_DIR})
file(GLOB _fonts_script ${CMAKE_SOURCE_DIR}/script/lib/fonts.py)
add_custom_command(
  OUTPUT ${_generated}/fonts/icons-fill.ttf
  COMMAND ${_python} ${_fonts_script} ${CMAKE_SOURCE_DIR}/node_modules ${_generated}/icons.json ${_generated}/fonts
  DEPENDS ${_fonts_script} ${_generated}/icons.json ${CMAKE_SOURCE_DIR}/package-lock.json
  COMMENT "Fonts" VERBATIM)

file(GLOB _inputs CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/web/* ${CMAKE_SOURCE_DIR}/assets/basemap/* ${CMAKE_SOURCE_DIR}/assets/pages/* ${CMAKE_SOURCE_DIR}/shell.html)
string(TOLOWER ${CMAKE_BUILD_TYPE} _mode)
add_custom_command(
  OUTPUT ${_build}/assets.json
  COMMAND node ${CMAKE_SOURCE_DIR}/script/lib/assets.mjs ${CMAKE_SOURCE_DIR} ${_build} ${_mode}
  DEPENDS client ${_build}/entourage.js ${_inputs} ${_generated}/fonts/icons-fill.ttf ${_generated}/tokens.css
          ${_generated}/words.js ${CMAKE_SOURCE_DIR}/script/lib/assets.mjs ${CMAKE_SOURCE_DIR}/package-lock.json
  COMMENT "Assets" VERBATIM)
add_custom_target(assets ALL DEPENDS ${_build}/assets.json)
add_dependencies(deliver assets)
