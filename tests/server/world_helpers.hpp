// A small world for tests of the server: a folder of its own, a storage on a file in it, a clock
// that stands still.
#pragma once
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/model/command.hpp"
#include "core/model/person.hpp"
#include "core/model/place.hpp"
#include "server/secrets.hpp"
#include "server/sending/carrier.hpp"
#include "server/storage/database.hpp"

namespace tests {

inline constexpr base::Instant kNoon{1'795'000'000'000};

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  // Every byte of every file in it.
  std::string all_bytes() const;

 private:
  std::filesystem::path path_;
};

// In a database of its own: a file in the folder, or where ENTOURAGE_TEST_POSTGRES names a
// database, a schema there.
storage::EngineKind tested_engine();

struct World {
  explicit World(storage::EngineKind engine = tested_engine());
  ~World();
  TemporaryFolder folder;
  storage::DatabaseAddress address;
  std::string schema;  // of PostgreSQL
  std::unique_ptr<storage::Storage> storage;
  server::Pepper pepper{std::string(32, 'p')};
  base::Instant now = kNoon;

  template <class Use>
  auto read(Use use) {
    decltype(use(std::declval<storage::Reader&>())) out;
    storage->read([&](storage::Reader& reader) { out = use(reader); });
    return out;
  }
  storage::Fate write(storage::Storage::Work work) {
    return storage->write_and_wait(std::move(work));
  }
  model::Account add_account(const std::string& first_name, const std::string& address,
                             bool example = false);
  void put_place(const model::Place& place);
  // Every byte the server keeps: of the folder, and of the database.
  std::string all_bytes() const;
  // Another process on the same database, where there can be one; otherwise it takes the place of
  // the first.
  std::unique_ptr<storage::Storage> open_again() const;
};

// Number `n` of the ids used in a test: version 7, made at kNoon.
base::Uuid id_number(int n);
model::Place place_number(int n);
model::Command create_command(int n, model::Whereabouts at,
                              const std::string& title = "Manteaux d’hiver");

// Remembers what was handed over, and answers what it is told to.
class FakeCarrier final : public sending::Carrier {
 public:
  sending::HandOver hand_over(const sending::Message& message,
                              const std::stop_token& stop) override;
  std::function<sending::HandOver()> answer = [] {
    return sending::HandOver{sending::Verdict::accepted, "", 0};
  };
  std::vector<sending::Message> sent;
};

// What is written to the log while it lives.
class Log {
 public:
  Log() : before_(std::cerr.rdbuf(text_.rdbuf())) {}
  ~Log() { std::cerr.rdbuf(before_); }
  std::string text() const { return text_.str(); }
  bool has(const std::string& words) const { return text().find(words) != std::string::npos; }

 private:
  std::ostringstream text_;
  std::streambuf* before_;
};

void write_file(const std::string& path, std::string_view bytes);

}  // namespace tests
