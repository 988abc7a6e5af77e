#include "tests/server/world_helpers.hpp"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "server/storage/postgres/postgres_storage.hpp"
#include "server/storage/postgres/session.hpp"
#include "server/storage/sqlite/sqlite_storage.hpp"
#include "server/storage/upkeep.hpp"

namespace tests {

TemporaryFolder::TemporaryFolder() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "entourage-tests-XXXXXX").string();
  BOOST_REQUIRE(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::all_bytes() const {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

namespace {

const char* postgres_url() { return std::getenv("ENTOURAGE_TEST_POSTGRES"); }

void run_in_postgres(const std::string& statement) {
  soci::session session;
  storage::postgres::open(session, storage::postgres::connection_string(postgres_url()),
                          storage::sql::Mode::read_write);
  storage::postgres::run(session, statement.c_str());
}

}  // namespace

storage::EngineKind tested_engine() {
  return postgres_url() ? storage::EngineKind::postgres : storage::EngineKind::sqlite;
}

World::World(storage::EngineKind engine) {
  BOOST_REQUIRE(server::start_cryptography());
  if (engine == storage::EngineKind::sqlite) {
    address = {storage::EngineKind::sqlite, folder.file("world.db")};
  } else {
    static int count = 0;
    schema = "world_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    run_in_postgres("CREATE SCHEMA " + schema);
    address = {storage::EngineKind::postgres,
               std::string(postgres_url()) + "&options=-csearch_path%3D" + schema};
  }
  storage = open_again();
}

World::~World() {
  storage.reset();
  if (!schema.empty()) run_in_postgres("DROP SCHEMA " + schema + " CASCADE");
}

std::string World::all_bytes() const {
  if (address.engine == storage::EngineKind::postgres) {
    static int count = 0;
    const auto copied =
        storage::backup_database(address, folder.file("copy-" + std::to_string(++count) + ".db"));
    BOOST_REQUIRE_MESSAGE(bool(copied), (copied ? "" : copied.error().detail));
  }
  return folder.all_bytes();
}

std::unique_ptr<storage::Storage> World::open_again() const {
  auto opened = address.engine == storage::EngineKind::sqlite
                    ? storage::open_sqlite(address.target)
                    : storage::open_postgres(address.target);
  BOOST_REQUIRE_MESSAGE(bool(opened), (opened ? "" : opened.error().detail));
  return *std::move(opened);
}

model::Account World::add_account(const std::string& first_name, const std::string& address,
                                  bool example) {
  static int count = 0;
  const model::Account account{{id_number(900'000 + ++count)}, first_name, model::Goal::offer_help};
  BOOST_REQUIRE(write([&](storage::Transaction& transaction) {
                  transaction.add_account(account, address, kNoon, example);
                  return true;
                }) == storage::Fate::committed);
  return account;
}

void World::put_place(const model::Place& place) {
  BOOST_REQUIRE(write([&](storage::Transaction& transaction) {
                  transaction.put_place(place, kNoon);
                  return true;
                }) == storage::Fate::committed);
}

base::Uuid id_number(int n) {
  base::RandomBytes rest{};
  for (int i = 0; i < 4; ++i) rest[9 - i] = static_cast<std::uint8_t>(n >> (8 * i));
  return base::make_uuid_v7(kNoon, rest);
}

model::Place place_number(int n) {
  model::Place place;
  place.id = {id_number(n)};
  place.source = "essai";
  place.source_id = std::to_string(n);
  place.name = "Lieu " + std::to_string(n);
  place.category = model::PlaceCategory::food;
  place.at = {48.85 + n * 1e-4, 2.35 + n * 1e-4};
  place.city = "Paris";
  return place;
}

model::Command create_command(int n, model::Whereabouts at, const std::string& title) {
  model::CreateAction create;
  create.kind = model::ActionKind::contribution;
  create.section = model::ActionSection::clothes;
  create.title = title;
  create.text = "Trois manteaux chauds, propres, taille L.";
  create.at = std::move(at);
  return {{id_number(n)}, create};
}

sending::HandOver FakeCarrier::hand_over(const sending::Message& message, const std::stop_token&) {
  sent.push_back(message);
  return answer();
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace tests
