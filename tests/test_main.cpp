// The one main of every test executable. The tests themselves include <boost/test/unit_test.hpp>.
#define BOOST_TEST_MODULE entourage
#ifdef __EMSCRIPTEN__
#include <boost/test/included/unit_test.hpp>
#else
#include <boost/test/unit_test.hpp>
#endif
