# Toolchain file of the web presets: the Emscripten that script/setup found or fetched.
set(_paths ${CMAKE_CURRENT_LIST_DIR}/../../build/setup/paths.cmake)
if(NOT EXISTS ${_paths})
  message(FATAL_ERROR "This clone is not set up: run script/setup first.")
endif()
include(${_paths})
include(${ENTOURAGE_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake)
