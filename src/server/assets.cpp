#include "server/assets.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/http/caching.hpp"
#include "server/secrets.hpp"

namespace server {
namespace {

constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::string_view kAskEachTime = "no-cache";

// Browsers and robots look for these by fixed names; everything else is found by its hashed one.
constexpr std::array<std::string_view, 5> kFixedNames{"sw.js", "favicon.ico", "favicon.svg",
                                                      "robots.txt", "manifest.webmanifest"};

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

base::Error malformed(const std::string& why) { return {"assets.malformed", "assets.json", why}; }

// A plain file name or a path below the folder; never out of it.
bool is_inside(const std::string& file) {
  const std::filesystem::path path(file);
  if (file.empty() || path.is_absolute()) return false;
  for (const auto& part : path)
    if (part == "..") return false;
  return true;
}

struct Mapping {
  void* bytes = nullptr;
  std::size_t size = 0;
  ~Mapping() {
    if (bytes) munmap(bytes, size);
  }
};

}  // namespace

base::Result<Assets> Assets::load(const std::string& folder) {
  const std::filesystem::path root(folder);
  const auto list = read_file(root / "assets.json");
  const auto shell = read_file(root / "shell.html");
  if (!list || !shell)
    return base::Error{"assets.missing", folder, "it holds no assets.json and shell.html"};
  const auto json = nlohmann::json::parse(*list, nullptr, false);
  if (!json.is_object()) return malformed("it is not a JSON object");
  Assets assets;
  assets.shell_ = *shell;
  for (const auto& [logical, entry] : json.items()) {
    if (!entry.is_object() || !entry.contains("file") || !entry["file"].is_string() ||
        !entry.contains("type") || !entry["type"].is_string())
      return malformed("the entry \"" + logical + "\" has no file and type");
    const auto file = entry["file"].get<std::string>();
    if (!is_inside(file)) return malformed("\"" + file + "\" is outside the folder");
    auto plain = read_file(root / file);
    if (!plain)
      return base::Error{"assets.missing", file, "assets.json names it, and it is not there"};
    auto asset = std::make_shared<Asset>();
    asset->url = "/assets/" + file;
    asset->type = entry["type"].get<std::string>();
    asset->tag = hash_hex(*plain);
    asset->cache_control = kForEver;
    asset->plain = http::share(std::move(*plain));
    if (auto brotli = read_file(root / (file + ".br")))
      asset->brotli = http::share(std::move(*brotli));
    if (auto gzip = read_file(root / (file + ".gz"))) asset->gzip = http::share(std::move(*gzip));
    asset->takes_ranges = file.ends_with(".pmtiles");
    assets.by_logical_name_[logical] = asset;
    assets.by_path_[asset->url] = asset;
    if (std::ranges::find(kFixedNames, logical) == kFixedNames.end()) continue;
    auto fixed = std::make_shared<Asset>(*asset);
    fixed->cache_control = kAskEachTime;
    assets.by_path_["/" + logical] = std::move(fixed);
  }
  return assets;
}

base::Result<base::Done> Assets::add_pmtiles(const std::string& path) {
  const auto unusable = [&](const char* why) { return base::Error{"pmtiles.unusable", path, why}; };
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unusable("it cannot be read");
  struct stat about{};
  const bool is_known = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 127;
  auto mapping = std::make_shared<Mapping>();
  if (is_known) {
    mapping->size = static_cast<std::size_t>(about.st_size);
    void* bytes = mmap(nullptr, mapping->size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes != MAP_FAILED) mapping->bytes = bytes;
  }
  close(file);
  const std::string_view bytes(static_cast<const char*>(mapping->bytes),
                               mapping->bytes ? mapping->size : 0);
  if (!bytes.starts_with("PMTiles\x03")) return unusable("it is no PMTiles archive of version 3");
  auto asset = std::make_shared<Asset>();
  asset->type = "application/vnd.pmtiles";
  // Its directory and its size change with every build of an archive; hashing gigabytes at each
  // start would be slow.
  asset->tag = hash_hex(std::string(bytes.substr(0, 65536)) + std::to_string(bytes.size()) +
                        std::to_string(about.st_mtime));
  asset->cache_control = kAskEachTime;
  asset->plain = {mapping, bytes};
  asset->takes_ranges = true;
  by_path_["/tiles/basemap.pmtiles"] = std::move(asset);
  return base::Done{};
}

std::optional<http::Response> Assets::answer(const http::Request& request) const {
  const auto found = by_path_.find(request.path);
  if (found == by_path_.end()) return std::nullopt;
  const auto& asset = *found->second;
  http::Response response;
  response.content_type = asset.type;
  auto tag = asset.tag;
  response.body = asset.plain;
  if (asset.brotli.owner && http::accepts_encoding(request, "br")) {
    response.body = asset.brotli;
    response.with("Content-Encoding", "br");
    tag += "-br";
  } else if (asset.gzip.owner && http::accepts_encoding(request, "gzip")) {
    response.body = asset.gzip;
    response.with("Content-Encoding", "gzip");
    tag += "-gz";
  }
  response.with("Vary", "Accept-Encoding");
  response = http::cacheable(request, std::move(response), tag, asset.cache_control);
  return asset.takes_ranges ? http::ranged(request, std::move(response), tag) : response;
}

std::optional<std::string_view> Assets::find(const std::string& logical) const {
  const auto found = by_logical_name_.find(logical);
  if (found == by_logical_name_.end()) return std::nullopt;
  return found->second->plain.bytes;
}

std::string Assets::url_of(const std::string& logical) const {
  const auto found = by_logical_name_.find(logical);
  return found == by_logical_name_.end() ? std::string() : found->second->url;
}

}  // namespace server
