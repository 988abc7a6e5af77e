# entourage_layer(NAME PATH [DEPENDS LAYER…] [LINK LIBRARY…] [HIDE LIBRARY…] [EXCEPT FILE…] [OFTEN HEADER…])
#
# A static library of every .cpp under src/PATH. Its include root, build/…/layers/NAME, holds one
# symbolic link that shows src/PATH under its own path and nothing else, so an include of a layer that
# is not among DEPENDS (or their DEPENDS) finds no file: the compiler keeps the order of the layers.
#   LINK  libraries that users of the layer see too; HIDE  libraries that only its own files see.
#   EXCEPT  files below src/PATH that are not part of the library (a main).
#   OFTEN  heavy third-party headers that most of its files include: parsed once.
# One more file is compiled: it includes every header of the layer, so that each stands for itself and
# an upward include in a header fails even where no .cpp includes that header yet.
function(entourage_layer name path)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "DEPENDS;LINK;HIDE;EXCEPT;OFTEN")
  set(source ${CMAKE_SOURCE_DIR}/src/${path})
  set(root ${CMAKE_BINARY_DIR}/layers/${name})
  cmake_path(GET path PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/${parent})
  if(NOT IS_SYMLINK ${root}/${path})
    file(CREATE_LINK ${source} ${root}/${path} SYMBOLIC)
  endif()

  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${source}/*.cpp)
  foreach(except IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM files ${source}/${except})
  endforeach()
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${source} ${source}/*.hpp)
  set(all "// Every header of the layer ${name}; written by script/lib/layer.cmake.\n")
  foreach(header IN LISTS headers)
    string(APPEND all "#include \"${path}/${header}\"\n")
  endforeach()
  file(GENERATE OUTPUT ${root}/every_header.cpp CONTENT "${all}")

  add_library(${name} STATIC ${files} ${root}/every_header.cpp)
  target_include_directories(${name} PUBLIC ${root})
  target_link_libraries(${name} PUBLIC ${arg_DEPENDS} ${arg_LINK} PRIVATE ${arg_HIDE})
  if(arg_OFTEN)
    target_precompile_headers(${name} PRIVATE ${arg_OFTEN})
    set_source_files_properties(${root}/every_header.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
  set_property(GLOBAL APPEND PROPERTY ENTOURAGE_LAYERS ${name})
  set_property(GLOBAL APPEND PROPERTY ENTOURAGE_LAYER_PATHS ${path})
endfunction()

# entourage_door(NAME PATH FILE… DEPENDS LAYER…)
#
# An include root that shows only the named headers of src/PATH: what a layer declares for others to
# implement, without the rest of it.
function(entourage_door name path)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "DEPENDS")
  set(root ${CMAKE_BINARY_DIR}/layers/${name})
  file(MAKE_DIRECTORY ${root}/${path})
  foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
    if(NOT IS_SYMLINK ${root}/${path}/${file})
      file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${path}/${file} ${root}/${path}/${file} SYMBOLIC)
    endif()
  endforeach()
  add_library(${name} INTERFACE)
  target_include_directories(${name} INTERFACE ${root})
  target_link_libraries(${name} INTERFACE ${arg_DEPENDS})
endfunction()
