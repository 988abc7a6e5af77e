# Headers made at build time. For ui: the colours and sizes of assets/tokens.json, the code points of the icons that
# assets/icons.txt names, and the words of assets/locale.
set(_generated ${CMAKE_BINARY_DIR}/generated)
set(_python /usr/bin/python3)
set(_phosphor ${CMAKE_SOURCE_DIR}/node_modules/@phosphor-icons/web/src)

add_custom_command(
  OUTPUT ${_generated}/ui/tokens_generated.hpp ${_generated}/tokens.css
  COMMAND ${_python} ${CMAKE_SOURCE_DIR}/script/lib/tokens.py ${CMAKE_SOURCE_DIR}/assets/tokens.json
          ${_generated}/ui/tokens_generated.hpp ${_generated}/tokens.css
  DEPENDS ${CMAKE_SOURCE_DIR}/script/lib/tokens.py ${CMAKE_SOURCE_DIR}/assets/tokens.json
  COMMENT "Tokens" VERBATIM)
add_custom_command(
  OUTPUT ${_generated}/ui/icons_generated.hpp ${_generated}/icons.json
  COMMAND ${_python} ${CMAKE_SOURCE_DIR}/script/lib/icons.py ${CMAKE_SOURCE_DIR}/assets/icons.txt
          ${_phosphor} ${_generated}/ui/icons_generated.hpp ${_generated}/icons.json
  DEPENDS ${CMAKE_SOURCE_DIR}/script/lib/icons.py ${CMAKE_SOURCE_DIR}/assets/icons.txt
  COMMENT "Icons" VERBATIM)
file(GLOB _locale CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/locale/*.po)
add_custom_command(
  OUTPUT ${_generated}/ui/words_generated.hpp ${_generated}/words.js
  COMMAND ${_python} ${CMAKE_SOURCE_DIR}/script/lib/words.py ${CMAKE_SOURCE_DIR}/assets/locale
          ${_generated}/ui/words_generated.hpp ${_generated}/words.js
  DEPENDS ${CMAKE_SOURCE_DIR}/script/lib/words.py ${_locale}
  COMMENT "Words" VERBATIM)
add_custom_target(generated_headers
  DEPENDS ${_generated}/ui/tokens_generated.hpp ${_generated}/ui/icons_generated.hpp
          ${_generated}/ui/words_generated.hpp)

add_library(ui_generated INTERFACE)
target_include_directories(ui_generated INTERFACE ${_generated})
add_dependencies(ui_generated generated_headers)

# For the server: the description of its API. A folder of its own: the server does not see what is ui's.
set(_api ${CMAKE_BINARY_DIR}/generated_api)
add_custom_command(
  OUTPUT ${_api}/server/openapi_generated.hpp
  COMMAND ${_python} ${CMAKE_SOURCE_DIR}/script/lib/openapi.py ${CMAKE_SOURCE_DIR}/assets/api/openapi.json
          ${_api}/server/openapi_generated.hpp
  DEPENDS ${CMAKE_SOURCE_DIR}/script/lib/openapi.py ${CMAKE_SOURCE_DIR}/assets/api/openapi.json
  COMMENT "Description of the API" VERBATIM)
add_custom_target(generated_api DEPENDS ${_api}/server/openapi_generated.hpp)
add_library(server_generated INTERFACE)
target_include_directories(server_generated INTERFACE ${_api})
add_dependencies(server_generated generated_api)
