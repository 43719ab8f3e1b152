# swage_generate(LIBRARY SCHEMAS FILE... [IMPORT_DIRS DIR...] [SUITES])
#
#   swage_generate(shop_api SCHEMAS shop.swage)
#   add_executable(shop main.c handlers.c)
#   target_link_libraries(shop PRIVATE shop_api swage::server)
#
# Adds the static library LIBRARY with the code of the schemas; what links it finds their headers. Only a program that
# refers to an application (shop_app) needs the handlers. The code is made again when a schema or what it imports has
# changed, and only files whose text changed are compiled again.
#
#   IMPORT_DIRS   where imports are looked for, after the importing file's own folder
#   SUITES        adds a test for each schema, the program STEM_check (Check is needed, by pkg-config)
#
# The C goes to LIBRARY.gen in the current binary folder.
function(swage_generate library)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SUITES" "" "SCHEMAS;IMPORT_DIRS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SCHEMAS)
    message(FATAL_ERROR "swage_generate(LIBRARY SCHEMAS FILE... [IMPORT_DIRS DIR...] [SUITES])")
  endif()
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/${library}.gen")
  set(emit types,routes)
  if(arg_SUITES)
    set(emit types,routes,tests)
  endif()
  set(imports)
  foreach(import IN LISTS arg_IMPORT_DIRS)
    get_filename_component(import "${import}" ABSOLUTE)
    list(APPEND imports -I "${import}")
  endforeach()

  set(sources)
  set(stamps)
  set(stems)
  foreach(schema IN LISTS arg_SCHEMAS)
    get_filename_component(schema "${schema}" ABSOLUTE)
    get_filename_component(stem "${schema}" NAME_WE)
    set(files)
    foreach(ending .h .c _routes.h _routes.c _app.c)
      list(APPEND files "${dir}/${stem}${ending}")
    endforeach()
    set(outputs ${files})
    if(arg_SUITES)
      list(APPEND outputs "${dir}/${stem}_check.c")
    endif()
    # The stamp carries the time of the run; what did not change keeps its own, and nothing is compiled for it.
    add_custom_command(
      OUTPUT "${dir}/${stem}.stamp"
      BYPRODUCTS ${outputs}
      COMMAND "${SWAGE_EXECUTABLE}" gen -o "${dir}" --emit=${emit} ${imports}
              -MF "${dir}/${stem}.d" -MT "${dir}/${stem}.stamp" "${schema}"
      COMMAND "${CMAKE_COMMAND}" -E touch "${dir}/${stem}.stamp"
      DEPENDS "${schema}" "${SWAGE_EXECUTABLE}"
      DEPFILE "${dir}/${stem}.d"
      COMMENT "Generating C of ${stem}.swage"
      VERBATIM)
    list(APPEND sources ${files})
    list(APPEND stamps "${dir}/${stem}.stamp")
    list(APPEND stems ${stem})
  endforeach()

  add_custom_target(${library}_gen DEPENDS ${stamps})
  add_library(${library} STATIC ${sources})
  add_dependencies(${library} ${library}_gen)
  target_include_directories(${library} PUBLIC "${dir}")
  target_link_libraries(${library} PUBLIC swage::swage)

  if(arg_SUITES)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(CHECK REQUIRED IMPORTED_TARGET check)
    foreach(stem IN LISTS stems)
      add_executable(${stem}_check "${dir}/${stem}_check.c")
      add_dependencies(${stem}_check ${library}_gen)
      target_link_libraries(${stem}_check PRIVATE ${library} swage::test PkgConfig::CHECK)
      add_test(NAME ${stem}_check COMMAND ${stem}_check)
    endforeach()
  endif()
endfunction()
