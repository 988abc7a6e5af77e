#include "server/storage/postgres/listener.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <memory>

namespace storage::postgres {
namespace {

constexpr int kTryAgain_ms = 500;

}  // namespace

Listener::Listener(std::string connection_string, std::function<void()> call)
    : connection_string_(std::move(connection_string)),
      call_(std::move(call)),
      wake_(eventfd(0, EFD_CLOEXEC)),
      thread_([this](const std::stop_token& stop) { listen(stop); }) {}

Listener::~Listener() {
  thread_.request_stop();
  eventfd_write(wake_, 1);
  thread_.join();
  close(wake_);
}

void Listener::listen(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    hear(stop);
    pollfd ended{wake_, POLLIN, 0};
    poll(&ended, 1, kTryAgain_ms);
  }
}

void Listener::hear(const std::stop_token& stop) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
      PQconnectdb(connection_string_.c_str()), PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) return;
  const std::unique_ptr<PGresult, decltype(&PQclear)> heard(PQexec(connection.get(), kListen),
                                                            PQclear);
  if (PQresultStatus(heard.get()) != PGRES_COMMAND_OK) return;
  call_();
  while (!stop.stop_requested()) {
    pollfd either[] = {{PQsocket(connection.get()), POLLIN, 0}, {wake_, POLLIN, 0}};
    poll(either, 2, -1);
    if (PQconsumeInput(connection.get()) == 0) return;
    bool has_news = false;
    while (auto* const notice = PQnotifies(connection.get())) {
      PQfreemem(notice);
      has_news = true;
    }
    if (has_news) call_();
  }
}

}  // namespace storage::postgres
