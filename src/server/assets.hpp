// What browsers are sent besides answers: a closed table made at start, so that no path from the
// network ever reaches the file system.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/result.hpp"
#include "server/http/message.hpp"

namespace server {

class Assets {
 public:
  // Reads assets.json, the files it names with their .br and .gz siblings, and shell.html. Codes:
  // assets.missing, assets.malformed.
  static base::Result<Assets> load(const std::string& folder);

  // Adds the map's archive under /tiles/basemap.pmtiles; mapped, not read. Codes: pmtiles.unusable.
  base::Result<base::Done> add_pmtiles(const std::string& path);

  // Nothing for paths that are not in the table.
  std::optional<http::Response> answer(const http::Request& request) const;

  const std::string& shell() const { return shell_; }
  // The bytes of an asset by its logical name ("basemap/gazetteer.tsv").
  std::optional<std::string_view> find(const std::string& logical) const;
  // Its address ("/assets/protomaps.0123456789.js"); empty where there is none.
  std::string url_of(const std::string& logical) const;

 private:
  struct Asset {
    std::string url, type, tag, cache_control;
    http::SharedBytes plain, brotli, gzip;  // empty where there is none
    bool takes_ranges = false;
  };
  std::unordered_map<std::string, std::shared_ptr<const Asset>> by_path_;
  std::unordered_map<std::string, std::shared_ptr<const Asset>> by_logical_name_;
  std::string shell_;
};

}  // namespace server
