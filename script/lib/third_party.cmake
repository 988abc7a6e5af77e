# What comes from others, as imported targets whose headers are SYSTEM. docs/dependencies.md says why each.

# Dear ImGui as script/setup built it. The definitions are those of script/lib/thirdparty.
set(_libs ${ENTOURAGE_NATIVE_LIBS})
if(EMSCRIPTEN)
  set(_libs ${ENTOURAGE_WASM_LIBS}/plain)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    set(_libs ${ENTOURAGE_WASM_LIBS}/lto)
  endif()
endif()
add_library(imgui STATIC IMPORTED GLOBAL)
set_target_properties(imgui PROPERTIES
  IMPORTED_LOCATION ${_libs}/libimgui.a
  INTERFACE_INCLUDE_DIRECTORIES ${ENTOURAGE_IMGUI}
  INTERFACE_COMPILE_DEFINITIONS
  "IMGUI_DISABLE_OBSOLETE_FUNCTIONS;IMGUI_DISABLE_DEBUG_TOOLS;IMGUI_DISABLE_DEMO_WINDOWS")

if(EMSCRIPTEN)
  add_library(imgui_opengl3 STATIC IMPORTED GLOBAL)
  set_target_properties(imgui_opengl3 PROPERTIES
    IMPORTED_LOCATION ${_libs}/libimgui_opengl3.a
    INTERFACE_INCLUDE_DIRECTORIES ${ENTOURAGE_IMGUI}/backends
    INTERFACE_COMPILE_DEFINITIONS IMGUI_IMPL_OPENGL_ES3
    INTERFACE_LINK_LIBRARIES imgui)
  add_library(sdl2 STATIC IMPORTED GLOBAL)
  set_target_properties(sdl2 PROPERTIES
    IMPORTED_LOCATION ${_libs}/libSDL2.a
    INTERFACE_INCLUDE_DIRECTORIES ${ENTOURAGE_SDL2}/include
    INTERFACE_COMPILE_OPTIONS -sUSE_SDL=0
    INTERFACE_LINK_OPTIONS -sUSE_SDL=0)

  # The host's header-only libraries, and nothing else of /usr/include.
  foreach(name boost nlohmann)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/third_party/${name})
    file(CREATE_LINK /usr/include/${name} ${CMAKE_BINARY_DIR}/third_party/${name}/${name} SYMBOLIC)
    add_library(${name}_headers INTERFACE)
    target_include_directories(${name}_headers SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third_party/${name})
  endforeach()
  add_library(json ALIAS nlohmann_headers)
else()
  set(Boost_NO_WARN_NEW_VERSIONS ON)
  find_package(Boost 1.81 REQUIRED)
  find_package(Threads REQUIRED)
  find_package(SQLite3 REQUIRED)
  find_package(CURL 7.85 REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
  find_library(LIBCSV csv REQUIRED)
  find_library(SOCI_CORE soci_core REQUIRED)
  find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
  find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
  find_package(PostgreSQL REQUIRED)  # libpq
  find_package(ZLIB REQUIRED)
  add_library(osmium INTERFACE)
  target_include_directories(osmium SYSTEM INTERFACE ${ENTOURAGE_OSMIUM}/usr/include)
  target_link_libraries(osmium INTERFACE ZLIB::ZLIB Threads::Threads)
  add_library(boost_headers ALIAS Boost::headers)
  add_library(json ALIAS nlohmann_json::nlohmann_json)
  add_library(soci INTERFACE)
  target_compile_options(soci INTERFACE -fno-sanitize=vptr)  # libsoci hides its typeinfo: the check cannot link
  target_link_libraries(soci INTERFACE ${SOCI_SQLITE3} ${SOCI_POSTGRESQL} ${SOCI_CORE} SQLite::SQLite3 PostgreSQL::PostgreSQL)
endif()
