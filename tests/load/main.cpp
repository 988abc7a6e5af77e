// Fills an empty database with an invented country: people, places, actions, associations, events
// with their seats. Told nothing else it is the same country each time. See script/load.
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>

#include "core/geo/public_cell.hpp"
#include "server/invented_country.hpp"
#include "server/options.hpp"
#include "server/secrets.hpp"
#include "server/storage/database.hpp"

namespace {

using server::InventedCountry;

constexpr base::Instant kNow = InventedCountry::kNow;
constexpr std::size_t kTogether = 500;  // rows a transaction

struct Size {
  const char* name;
  std::size_t people, places, actions, associations, events;
};
constexpr std::array kSizes{Size{"S", 1'000, 2'000, 300, 20, 60},
                            Size{"M", 70'000, 18'000, 10'000, 1'000, 2'000},
                            Size{"L", 157'000, 70'000, 22'000, 3'000, 5'000},
                            Size{"XL", 157'000, 1'000'000, 22'000, 3'000, 5'000}};

constexpr std::array kFirstNames{"Ana",  "Karim", "Léa",   "Mamadou", "Zoé",  "Youssef",
                                 "Inès", "Paul",  "Fatou", "Hélène",  "Omar", "Chloé",
                                 "Ivan", "Nadia", "Léo",   "Thérèse"};
constexpr std::array kThings{
    "Manteaux d’hiver",     "Sac de couchage", "Chaussures 42",    "Un café ensemble",
    "Aide pour un dossier", "Poussette",       "Coupe de cheveux", "Téléphone",
    "Trousse de toilette",  "Balade au parc"};
constexpr std::array kDeeds{"Maraude",    "Repas partagé", "Pétanque",
                            "Atelier CV", "Collecte",      "Concert"};

class Filling {
 public:
  Filling(storage::Storage& storage, InventedCountry& country)
      : storage_(storage), country_(country) {}

  void fill(const Size& size) {
    many("people", size.people, [&](storage::Transaction& t, std::size_t i) { add_person(t, i); });
    many("places", size.places, [&](storage::Transaction& t, std::size_t i) { add_place(t, i); });
    many("actions", size.actions, [&](storage::Transaction& t, std::size_t) { add_action(t); });
    many("associations", size.associations,
         [&](storage::Transaction& t, std::size_t) { add_association(t); });
    many("events", size.events, [&](storage::Transaction& t, std::size_t) { add_event(t); });
    many("news", 1, [](storage::Transaction& t, std::size_t) { t.add_reload_change(); });
  }

 private:
  template <class Add>
  void many(const char* what, std::size_t n, Add add) {
    for (std::size_t begin = 0; begin < n; begin += kTogether) {
      const auto fate = storage_.write_and_wait([&](storage::Transaction& transaction) {
        for (auto i = begin; i < std::min(n, begin + kTogether); ++i) add(transaction, i);
        return true;
      });
      if (fate != storage::Fate::committed)
        throw std::runtime_error("the database did not take it");
    }
    std::cout << n << ' ' << what << std::endl;
  }

  void add_person(storage::Transaction& transaction, std::size_t i) {
    const model::Account account{{country_.id()},
                                 country_.one_of(kFirstNames),
                                 model::kGoals[country_.below(model::kGoals.size())]};
    transaction.add_account(account, "person-" + std::to_string(i) + "@exemple.test", kNow, true);
    people_.push_back(account);
  }

  void add_place(storage::Transaction& transaction, std::size_t i) {
    transaction.put_place(country_.place(i), kNow);
  }

  void add_action(storage::Transaction& transaction) {
    const auto& author = person();
    model::Action action;
    action.id = {country_.id()};
    action.kind = model::kActionKinds[country_.below(model::kActionKinds.size())];
    action.section = model::kActionSections[country_.below(model::kActionSections.size())];
    action.title = country_.one_of(kThings);
    action.text = "À venir chercher quand vous voulez. " + country_.one_of(kThings) + " aussi.";
    action.author = {author.id, author.first_name};
    action.at = geo::public_cell(country_.near(country_.commune()));
    const auto age_ms = static_cast<std::int64_t>(country_.below(300)) * base::kDayMs;
    action.created = action.updated = {kNow.unix_ms - age_ms};
    action.example = true;
    transaction.add_action(action);
    transaction.add_action_change(action.id);
  }

  void add_association(storage::Transaction& transaction) {
    const model::Association association{{country_.id()},
                                         "Les Voisins " + country_.whom(),
                                         country_.near(country_.commune()),
                                         model::AssociationStatus::approved};
    transaction.add_association(association, person().id, kNow);
    associations_.push_back(association.id);
  }

  void add_event(storage::Transaction& transaction) {
    const auto& organizer = person();
    model::Event event;
    event.id = {country_.id()};
    event.title = country_.one_of(kDeeds) + " " + country_.whom();
    event.text = "Venez comme vous êtes.";
    event.organizer = {organizer.id, organizer.first_name};
    event.association = associations_[country_.below(associations_.size())];
    event.at = country_.near(country_.commune());
    event.starts = {kNow.unix_ms +
                    static_cast<std::int64_t>(1 + country_.below(60)) * base::kDayMs};
    event.ends = {event.starts.unix_ms + 2 * 60 * base::kMinuteMs};
    event.seats = 10;
    transaction.add_event(event, kNow);
    for (auto guests = country_.below(15); guests > 0; --guests) {
      const auto& guest = person();
      if (!transaction.seat(event.id, guest.id)) transaction.join_event(event.id, guest.id);
    }
  }

  const model::Account& person() { return people_[country_.below(people_.size())]; }

  storage::Storage& storage_;
  InventedCountry& country_;
  std::vector<model::Account> people_;
  std::vector<model::AssociationId> associations_;
};

int fail(const std::string& sentence) {
  std::cerr << "script/load: " << sentence << '\n';
  return 1;
}

}  // namespace

int main(int count, char** values) {
  std::string database, size_name = "L", gazetteer;
  const std::vector<server::Flag> flags{
      server::database_flag(database, "an empty one; a file is made"),
      {"--size", "S|M|L|XL", "how big a country; L if not given", server::into(size_name)},
      {"--gazetteer", "FILE", "where communes are", server::into(gazetteer)}};
  const auto others = server::parse_flags({values + 1, values + count}, flags);
  if (!others) return fail(others.error().detail);
  if (!others->empty()) return fail("\"" + others->front() + "\" is not understood.");
  const auto* const size = std::ranges::find(kSizes, size_name, &Size::name);
  if (size == kSizes.end()) return fail("the sizes are S, M, L and XL.");
  const auto address = storage::parse_database(database);
  if (!address) return fail(address.error().detail);
  std::ifstream tsv(gazetteer);
  if (!tsv) return fail("the gazetteer " + gazetteer + " cannot be read.");
  const auto opened = storage::open_empty_database(*address);
  if (!opened) return fail(sentence_about(opened.error(), *address));
  server::InventedCountry country(tsv);
  try {
    Filling(*opened->storage, country).fill(*size);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
  return 0;
}
