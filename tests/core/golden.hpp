// The wire formats as they were published (docs/API.md, docs/formats.md). Strings and not files, so
// that the tests need no file system under WebAssembly. JSON is wrapped for reading: line ends are
// not part of it. A change here breaks clients that are open, and stored answers: add fields
// together with what reads them, and raise the cell's version.
#pragma once
#include <string>
#include <string_view>

namespace golden {

// They stand on several lines here; on the wire there are none.
inline std::string without_line_ends(std::string_view golden) {
  std::string line;
  for (const char c : golden) {
    if (c != '\n') line += c;
  }
  return line;
}

inline constexpr char kPlace[] =
    R"({"id":"01930000-0000-7000-8000-000000000001","source":"exemple","source_id":"paris-1-0","name":"La Soupe du soir",
"category":1,"lat":48.87506,"lon":2.36747,"address":"17 quai des Tanneurs","postal_code":"75010","city":"Paris",
"phone":"01 99 00 12 34","website":"https://soupe.exemple.test/","opening_hours":"Mo-Fr 19:00-21:00",
"hours_text":"Le soir, \"vers\" 19 h","description":"Repas chauds.\nSans inscription.","wheelchair":"limited",
"updated":"2026-11","audience":"Tous publics","access":"unconditional","languages":["fr","ar"],"animals":"yes",
"last_checked":"2026-11-21T08:00:00.000Z","attribution":"Exemple",
"licence":"Licence d’essai","closed_since":null,"example":true,
"association":{"id":"01930000-0000-7000-8000-0000000000d1","name":"Les Voisins"},
"checked":{"at":"2026-11-21T08:00:00.000Z","by":{"kind":"association","name":"Les Voisins"}},
"needs":{"donations":"Des couvertures.","volunteers":null,"told":"2026-11-21T09:00:00.500Z"}})";

inline constexpr char kAction[] =
    R"({"id":"01930000-0000-7000-8000-0000000000a1","kind":"contribution","section":"clothes","status":"closed",
"title":"Dons de manteaux d’hiver","text":"Propres, du S au XL.",
"author":{"id":"01930000-0000-7000-8000-0000000000b1","first_name":"Maëlle"},"lat":48.875,"lon":2.3675,
"cell":{"height_deg":0.00225,"width_deg":0.0034},"created":"2026-11-21T08:00:00.000Z",
"updated":"2026-11-21T09:00:00.500Z","outcome":"happened","outcome_message":"Merci à tous !","example":true})";

inline constexpr char kCommands[] =
    R"([{"id":"01930000-0000-7000-8000-0000000000c1","kind":"action.create","action":{"kind":"contribution",
"section":"clothes","title":"Manteaux d’hiver","text":"Propres, du S au XL.","at":{"lat":48.87,"lon":2.36}}},
{"id":"01930000-0000-7000-8000-0000000000c1","kind":"action.create","action":{"kind":"contribution",
"section":"clothes","title":"Manteaux d’hiver","text":"Propres, du S au XL.","at":{"insee":"75110"}}},
{"id":"01930000-0000-7000-8000-0000000000c1","kind":"action.close","close":{
"action":"01930000-0000-7000-8000-0000000000a1","outcome":"not_happened","message":"Dommage."}}])";

inline constexpr char kEveryCommand[] =
    R"([{"id":"01930000-0000-7000-8000-000000000000","kind":"action.create",
"action":{"kind":"contribution","section":"clothes","title":"Manteaux d’hiver","text":"Propres, du S au XL.","at":{"lat":48.87,"lon":2.36}}},
{"id":"01930000-0000-7000-8000-000000000001","kind":"action.close",
"close":{"action":"01930000-0000-7000-8000-0000000000a1","outcome":"happened","message":""}},
{"id":"01930000-0000-7000-8000-000000000002","kind":"action.suspend",
"suspend":{"action":"01930000-0000-7000-8000-0000000000a1","reason":"Une adresse y est dite."}},
{"id":"01930000-0000-7000-8000-000000000003","kind":"action.restore",
"restore":{"action":"01930000-0000-7000-8000-0000000000a1"}},
{"id":"01930000-0000-7000-8000-000000000004","kind":"profile.update",
"profile":{"first_name":"Ana","about":"J’aime les échecs.","languages":["fr","ar"],"skills":["cuisine"],"interests":["cooking","games"],"availability":"le samedi","neighbourhood":"Belleville"}},
{"id":"01930000-0000-7000-8000-000000000005","kind":"association.create",
"association":{"name":"Les Voisins","at":{"lat":48.87,"lon":2.36}}},
{"id":"01930000-0000-7000-8000-000000000006","kind":"association.approve",
"approve":{"association":"01930000-0000-7000-8000-0000000000d1"}},
{"id":"01930000-0000-7000-8000-000000000007","kind":"association.set_member",
"member":{"association":"01930000-0000-7000-8000-0000000000d1","person":"01930000-0000-7000-8000-0000000000b1","role":"editor"}},
{"id":"01930000-0000-7000-8000-000000000008","kind":"role.grant",
"role":{"person":"01930000-0000-7000-8000-0000000000b1","role":"moderator","area":{"lat":48.85,"lon":2.35,"radius_m":5000}}},
{"id":"01930000-0000-7000-8000-000000000009","kind":"role.revoke",
"role":{"person":"01930000-0000-7000-8000-0000000000b1","role":"admin","area":null}},
{"id":"01930000-0000-7000-8000-00000000000a","kind":"event.create",
"event":{"title":"Pétanque","text":"Au canal.","association":"01930000-0000-7000-8000-0000000000d1","lat":48.87,"lon":2.36,"starts":"1970-01-01T00:00:00.000Z","ends":"1970-01-01T01:00:00.000Z","seats":10}},
{"id":"01930000-0000-7000-8000-00000000000b","kind":"event.join",
"join":{"event":"01930000-0000-7000-8000-0000000000e1"}},
{"id":"01930000-0000-7000-8000-00000000000c","kind":"event.leave",
"leave":{"event":"01930000-0000-7000-8000-0000000000e1"}},
{"id":"01930000-0000-7000-8000-00000000000d","kind":"place.correct",
"correct":{"place":"01930000-0000-7000-8000-000000000001","changes":[{"field":"opening_hours","before":"Mo-Fr 19:00-21:00","after":"Mo-Fr 18:00-20:00"}],"remark":"Vu sur la porte."}},
{"id":"01930000-0000-7000-8000-00000000000e","kind":"correction.accept",
"accept":{"correction":"01930000-0000-7000-8000-0000000000f1","seen":[{"field":"phone","text":"115"}]}},
{"id":"01930000-0000-7000-8000-00000000000f","kind":"correction.refuse",
"refuse":{"correction":"01930000-0000-7000-8000-0000000000f1","reason":"Ce n’est pas vrai."}},
{"id":"01930000-0000-7000-8000-000000000010","kind":"place.assign",
"assign":{"place":"01930000-0000-7000-8000-000000000001","association":"01930000-0000-7000-8000-0000000000d1"}},
{"id":"01930000-0000-7000-8000-000000000011","kind":"place.edit",
"edit":{"place":"01930000-0000-7000-8000-000000000001","changes":[{"field":"closed","before":"","after":"closed"}]}},
{"id":"01930000-0000-7000-8000-000000000012","kind":"place.check",
"check":{"place":"01930000-0000-7000-8000-000000000001"}},
{"id":"01930000-0000-7000-8000-000000000013","kind":"place.tell_needs",
"needs":{"place":"01930000-0000-7000-8000-000000000001","donations":"Des couvertures.","volunteers":""}}])";

inline constexpr char kPlacesReloaded[] = R"({"sequence":44,"kind":"places.reloaded"})";

// Two markers at 48.875, 2.3675: a place ("Soupe", always open) and a demand ("Savon", by Zoé).
// Byte by byte in docs/formats.md.
inline constexpr char kMarkerCellHex[] =
    "454e544d"  // "ENTM"
    "02"        // version
    "02"        // two markers
    "d7ebecebe59ed1c062"
    "00"  // Morton codes: the first, and nothing further to the second
    "01"
    "94"                                // kinds: place of category 1; 128 + 16 * demand + hygiene
    "01930000000070008000000000000001"  // ids
    "01930000000070008000000000000002"
    "05"
    "536f757065"
    "05"
    "5361766f6e"  // titles
    "00"
    "04"
    "5a6fc3a9"  // details
    "01"
    "00"  // the place has the first facts, the action none
    "01"  // one set of facts
    "04"
    "32342f37"  // hours: 24/7
    "05"
    "3735303030"  // where: 75000
    "00000000"    // access, audience, wheelchair, animals: unknown
    "01"
    "02"
    "6672"       // one language: fr
    "bfdd25d5";  // CRC-32

}  // namespace golden
