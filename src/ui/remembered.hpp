// What was found once and is asked for in every frame. Bounded: at the end of a frame the longest
// unused go. What that frame has used stays in any case, so that a still frame finds everything.
#pragma once
#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <utility>

namespace ui {

template <class Value>
class Remembered {
 public:
  explicit Remembered(std::size_t most) : most_(most) {}

  // Null where it is not known. Good until the end of the frame.
  const Value* find(const std::string& key) {
    const auto found = at_.find(key);
    if (found == at_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    found->second->frame = frame_;
    return &found->second->value;
  }

  // Of a key that is not known.
  const Value& keep(std::string key, Value value, std::size_t cost = 1) {
    entries_.push_front({std::move(value), cost, frame_, {}});
    entries_.front().key = &at_.emplace(std::move(key), entries_.begin()).first->first;
    cost_ += cost;
    return entries_.front().value;
  }

  // gone(value): of each that goes.
  template <class Gone>
  void end_frame(Gone gone) {
    while (cost_ > most_ && entries_.back().frame != frame_) drop(gone);
    ++frame_;
  }
  template <class Gone>
  void clear(Gone gone) {
    while (!entries_.empty()) drop(gone);
  }

  std::size_t cost() const { return cost_; }

 private:
  struct Entry {
    Value value;
    std::size_t cost;
    unsigned frame;          // that last used it
    const std::string* key;  // in at_
  };

  template <class Gone>
  void drop(Gone& gone) {
    gone(entries_.back().value);
    cost_ -= entries_.back().cost;
    at_.erase(at_.find(*entries_.back().key));
    entries_.pop_back();
  }

  std::size_t most_, cost_ = 0;
  unsigned frame_ = 0;
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string, typename std::list<Entry>::iterator> at_;
};

}  // namespace ui
