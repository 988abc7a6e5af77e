// --js-library: what the client calls in the page. Each entry is one line that hands on to the host object (web/main.js);
// names are quoted because the closure compiler renames the others. Declared in src/platform/web/bridge.hpp.
addToLibrary({
  host_mirror_open: function (id, parent, previous, role) { Module['host']['mirrorOpen'](id, parent, previous, role); },
  host_mirror_close: function (id) { Module['host']['mirrorClose'](id); },
  host_mirror_set_attribute__deps: ['$UTF8ToString'],
  host_mirror_set_attribute: function (id, name, value, size) { Module['host']['mirrorSetAttribute'](id, UTF8ToString(name), UTF8ToString(value, size)); },
  host_mirror_remove_attribute__deps: ['$UTF8ToString'],
  host_mirror_remove_attribute: function (id, name) { Module['host']['mirrorRemoveAttribute'](id, UTF8ToString(name)); },
  host_mirror_set_text__deps: ['$UTF8ToString'],
  host_mirror_set_text: function (id, text, size) { Module['host']['mirrorSetText'](id, UTF8ToString(text, size)); },
  host_mirror_set_value__deps: ['$UTF8ToString'],
  host_mirror_set_value: function (id, value, size) { Module['host']['mirrorSetValue'](id, UTF8ToString(value, size)); },
  host_mirror_set_rect: function (id, x, y, w, h) { Module['host']['mirrorSetRect'](id, x, y, w, h); },
  host_mirror_focus: function (id) { Module['host']['mirrorFocus'](id); },
  host_mirror_scroll: function (id, top) { Module['host']['mirrorScroll'](id, top); },
  host_mirror_text_mode: function (on) { Module['host']['mirrorTextMode'](on !== 0); },
  host_mirror_title__deps: ['$UTF8ToString'],
  host_mirror_title: function (title, size) { Module['host']['mirrorTitle'](UTF8ToString(title, size)); },

  host_setting_choose__deps: ['$UTF8ToString'],
  host_setting_choose: function (name, value, size) { Module['host']['settingChoose'](UTF8ToString(name), UTF8ToString(value, size)); },
  host_numbers_written__deps: ['$UTF8ToString', '$stringToUTF8'],
  host_numbers_written: function (form, value, language, text, room) { return stringToUTF8(Module['host']['numbersWritten'](form, value, UTF8ToString(language)), text, room); },

  host_letters_width__deps: ['$UTF8ToString'],
  host_letters_width: function (weight, fontSize, text, size) { return Module['host']['lettersWidth'](weight, fontSize, UTF8ToString(text, size)); },
  host_letters_boundaries__deps: ['$UTF8ToString'],
  host_letters_boundaries: function (text, size, to) { var found = Module['host']['lettersBoundaries'](UTF8ToString(text, size)).slice(0, size); HEAP32.set(found, to >> 2); return found.length; },
  host_letters_paint__deps: ['$UTF8ToString'],
  host_letters_paint: function (weight, fontSize, rightToLeft, colour, density, text, size, box) { HEAP32.set(Module['host']['lettersPaint'](weight, fontSize, rightToLeft !== 0, colour, density, UTF8ToString(text, size)), box >> 2); },
  host_letters_upload__deps: ['$GL'],
  host_letters_upload: function (texture) { Module['host']['lettersUpload'](GLctx, GL.textures[texture]); },

  host_strip_place: function (id, strip, x, y, w, h, scale) { Module['host']['stripPlace'](id, strip, x, y, w, h, scale); },
  host_strip_remove: function (id, strip) { Module['host']['stripRemove'](id, strip); },
  host_strip_copy: function (id, strip, fromY, width, height, dx, dy) { Module['host']['stripCopy'](id, strip, fromY, width, height, dx, dy); },

  host_map_fly_to: function (lat, lon, zoom) { Module['host']['mapFlyTo'](lat, lon, zoom); },
  host_markers_show: function (sprites, count, area) { Module['host']['markersShow'](new Float64Array(HEAPU8.buffer, sprites, 6 * count), new Float64Array(HEAPU8.buffer, area, 6)); },
  host_markers_insets: function (left, top, right, bottom) { Module['host']['markersInsets'](left, top, right, bottom); },

  host_http_send__deps: ['$UTF8ToString'],
  host_http_send: function (request, method, methodSize, path, pathSize, body, bodySize) { Module['host']['httpSend'](request, UTF8ToString(method, methodSize), UTF8ToString(path, pathSize), UTF8ToString(body, bodySize)); },
  host_live_subscribe: function (subscription, since) { Module['host']['liveSubscribe'](subscription, since); },

  host_storage_save__deps: ['$UTF8ToString'],
  host_storage_save: function (request, key, keySize, text, textSize) { Module['host']['storageSave'](request, UTF8ToString(key, keySize), UTF8ToString(text, textSize)); },
  host_browser_show_url__deps: ['$UTF8ToString'],
  host_browser_show_url: function (url, size, replace) { Module['host']['browserShowUrl'](UTF8ToString(url, size), replace !== 0); },
  host_browser_set_timer: function (timer, afterMs) { Module['host']['browserSetTimer'](timer, afterMs); },
  host_browser_ask_position: function () { Module['host']['browserAskPosition'](); },
  host_browser_random: function (bytes, size) { Module['host']['browserRandom'](HEAPU8.subarray(bytes, bytes + size)); },
});
