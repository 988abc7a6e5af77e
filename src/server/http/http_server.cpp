#include "server/http/http_server.hpp"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>
#include <unordered_set>
#include <vector>

#include "server/http/admission.hpp"
#include "server/http/deadline.hpp"
#include "server/http/pending_answer.hpp"
#include "server/http/request_check.hpp"
#include "server/http/stream_queue.hpp"

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Parser = beast::http::request_parser<beast::http::string_body>;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kDeadlineStep{100};  // how late a deadline may be noticed

// Waits without exceptions: how it ended is in `ec`.
auto ending_in(error_code& ec) { return asio::redirect_error(asio::use_awaitable, ec); }

class Connection;

// One thread's share of the work. Its connections are touched by that thread alone.
struct Lane {
  // Declared before io, so that its coroutines, which are destroyed with it, can still sign off.
  std::unordered_set<Connection*> connections;
  asio::io_context io{1};
};

// What all connections share.
struct Shared {
  Config config;
  Handler handler;
  Admission admission{config.limits.connections, config.limits.connections_per_address,
                      config.is_exempt_from_caps};
  std::atomic<bool> draining{false};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, std::string address, Shared& shared, Lane& lane)
      : socket_(std::move(socket)),
        address_(std::move(address)),
        shared_(shared),
        lane_(lane),
        wake_(lane.io) {
    lane_.connections.insert(this);
  }
  ~Connection() {
    if (outlet_) outlet_->close();
    lane_.connections.erase(this);
    shared_.admission.leave(address_);
  }

  asio::awaitable<void> serve() {
    const auto self = shared_from_this();
    while (!shared_.draining && co_await serve_one()) {}
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
  }

  // At shutdown: waiting connections and streams end now, answers under way are finished.
  void drain() {
    if (outlet_) outlet_->close();
    error_code ignored;
    if (is_idle_) socket_.cancel(ignored);
  }

  // What takes too long is broken off, at each look until it has noticed.
  void end_if_late(Clock::time_point now) {
    if (error_code ignored; deadline_.is_over(now)) socket_.cancel(ignored);
  }

 private:
  // One request and its answer. False when the connection is to end.
  asio::awaitable<bool> serve_one() {
    Parser parser;
    parser.body_limit(shared_.config.limits.body_bytes);
    Request request;
    int refusal = co_await read_head(parser, request);
    if (refusal == 0) refusal = co_await read_body(parser, request);
    if (refusal == kGone) co_return false;
    if (refusal != 0) {
      co_await refuse(refusal, request);
      co_return false;
    }
    deadline_.off();
    Response response = co_await answer(request);
    const bool keep = parser.get().version() == 11 && parser.keep_alive() && !shared_.draining &&
                      !response.open_stream;
    const auto head = response_head(response, keep);
    if (!co_await write(head, body_of(response, request))) co_return false;
    if (response.open_stream && request.method != "HEAD") co_await stream(response);
    co_return keep;
  }

  // 0, a status to refuse with, or kGone when there is nobody to answer.
  asio::awaitable<int> read_head(Parser& parser, Request& request) {
    const auto& limits = shared_.config.limits;
    error_code ec;
    HeadScan scan = scan_head(buffered(), limits);
    is_idle_ = buffer_.size() == 0;
    deadline_.set(is_idle_ ? limits.idle : limits.request);
    while (scan.state == HeadScan::State::incomplete) {
      const auto room = buffer_.prepare(4096);
      const auto count = co_await socket_.async_read_some(room, ending_in(ec));
      const bool was_idle = std::exchange(is_idle_, false);
      if (ec && !was_idle && deadline_.is_missed()) co_return 408;
      if (ec) co_return !was_idle && ec == asio::error::eof ? 400 : kGone;
      if (was_idle) deadline_.set(limits.request);
      buffer_.commit(count);
      scan = scan_head(buffered(), limits);
    }
    if (scan.state == HeadScan::State::refused) co_return scan.status;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes + 4096));
    parser.put(asio::buffer(buffer_.data().data(), scan.length), ec);
    if (ec && ec != beast::http::error::need_more && ec != beast::http::error::body_limit)
      co_return 400;
    buffer_.consume(scan.length);
    const int status = take_head(parser, request);
    co_return status == 0 && ec == beast::http::error::body_limit ? 413 : status;
  }

  // Copies the head before the body is read, so that trailers of a chunked body never count as
  // headers.
  int take_head(Parser& parser, Request& request) {
    const auto& head = parser.get();
    request.remote = address_;
    request.method = std::string(head.method_string());
    const std::string_view target(head.target().data(), head.target().size());
    request.set_target(target);
    for (const auto& field : head)
      request.headers.push_back(
          {lower_case(std::string_view(field.name_string().data(), field.name_string().size())),
           std::string(field.value())});
    return check_head(request, target, static_cast<int>(head.version()), shared_.config.limits);
  }

  asio::awaitable<int> read_body(Parser& parser, Request& request) {
    if (parser.is_done()) co_return 0;
    error_code ec;
    if (request.has("expect")) {
      if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return kGone;
      deadline_.set(shared_.config.limits.request);
    }
    co_await beast::http::async_read(socket_, buffer_, parser, ending_in(ec));
    if (deadline_.is_missed()) co_return 408;
    if (ec == beast::http::error::body_limit) co_return 413;
    if (ec == asio::error::connection_reset) co_return kGone;
    if (ec) co_return 400;
    request.body = std::move(parser.get().body());
    co_return 0;
  }

  asio::awaitable<Response> answer(const Request& request) {
    auto pending = std::make_shared<PendingAnswer>();
    try {
      shared_.handler(request,
                      [pending](Response response) { pending->give(std::move(response)); });
    } catch (const std::exception&) {
      pending->give(shared_.config.refusal(500, request));
    }
    if (auto response = pending->take()) co_return *std::move(response);
    auto initiate = [&pending](auto handler) {
      const auto completion = std::make_shared<decltype(handler)>(std::move(handler));
      const auto executor = asio::get_associated_executor(*completion);
      // From here on whoever answers owns this, and with it what waits: it ends with its owner.
      const auto owned = std::exchange(pending, nullptr);
      owned->wait([completion, executor](Response response) {
        asio::post(executor, [completion, response = std::move(response)]() mutable {
          (*completion)(std::move(response));
        });
      });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        initiate, asio::use_awaitable);
  }

  // Most answers go whole at once; only what does not is waited for.
  asio::awaitable<bool> write(std::string_view head, std::string_view body) {
    const auto& limits = shared_.config.limits;
    const auto last = Clock::now() + std::chrono::seconds(60 + (head.size() + body.size()) /
                                                                   limits.write_bytes_per_second);
    while (!head.empty() || !body.empty()) {
      error_code ec;
      const std::array<asio::const_buffer, 2> pieces{asio::buffer(head.data(), head.size()),
                                                     asio::buffer(body.data(), body.size())};
      const auto count = socket_.write_some(pieces, ec);
      if (ec == asio::error::would_block) {
        deadline_.set(std::min(limits.write_stall, until(last)));
        co_await socket_.async_wait(tcp::socket::wait_write, ending_in(ec));
      }
      if (ec) co_return false;
      const auto of_head = std::min(count, head.size());
      head.remove_prefix(of_head);
      body.remove_prefix(count - of_head);
    }
    deadline_.off();
    co_return true;
  }

  // The rest of what the client sends is read and thrown away for a moment: closing at once would
  // reset the connection and could destroy the refusal before it is read.
  asio::awaitable<void> refuse(int status, const Request& request) {
    auto response = shared_.config.refusal(status, request);
    const auto head = response_head(response, false);
    if (!co_await write(head, body_of(response, request))) co_return;
    error_code ec;
    socket_.shutdown(tcp::socket::shutdown_send, ec);
    deadline_.set(milliseconds(1000));
    std::array<char, 16 * 1024> sink;
    while (!ec) co_await socket_.async_read_some(asio::buffer(sink), ending_in(ec));
  }

  asio::awaitable<void> stream(Response& response) {
    buffer_ = beast::flat_buffer();
    const auto wake = [&io = lane_.io, weak = weak_from_this()] {
      asio::post(io, [weak] {
        if (const auto self = weak.lock()) self->wake_.cancel();
      });
    };
    outlet_ = std::make_shared<StreamQueue>(shared_.config.limits.stream_backlog, wake);
    asio::co_spawn(lane_.io, watch_for_close(), asio::detached);
    response.open_stream(outlet_);
    while (outlet_->is_open() && !shared_.draining) {
      auto text = outlet_->take();
      if (text.empty()) {
        error_code ec;
        wake_.expires_after(shared_.config.limits.heartbeat);
        co_await wake_.async_wait(ending_in(ec));
        text = outlet_->take();
        if (text.empty() && !ec) text = ":\n\n";
      }
      if (!text.empty() && !co_await write(text, {})) break;
    }
    outlet_->close();
  }

  // A reader that goes away is noticed at once, not at the next heartbeat. What it sends meanwhile
  // is ignored.
  asio::awaitable<void> watch_for_close() {
    const auto self = shared_from_this();
    std::array<char, 256> sink;
    error_code ec;
    while (!ec && outlet_->is_open())
      co_await socket_.async_read_some(asio::buffer(sink), ending_in(ec));
    if (!deadline_.is_missed()) outlet_->close();
  }

  std::string_view buffered() const {
    const auto data = buffer_.cdata();
    return {static_cast<const char*>(data.data()), data.size()};
  }

  static constexpr int kGone = -1;

  tcp::socket socket_;
  std::string address_;
  Shared& shared_;
  Lane& lane_;
  asio::steady_timer wake_;
  Deadline deadline_;
  bool is_idle_ = false;
  beast::flat_buffer buffer_;
  std::shared_ptr<StreamQueue> outlet_;
};

// One clock for all deadlines of a lane: a timer for each would cost more than the requests do.
asio::awaitable<void> watch_deadlines(Lane& lane) {
  asio::steady_timer pause(lane.io);
  for (error_code ec; !ec;) {
    pause.expires_after(kDeadlineStep);
    co_await pause.async_wait(ending_in(ec));
    for (auto* connection : lane.connections) connection->end_if_late(Clock::now());
  }
}

}  // namespace

struct HttpServer::Impl {
  Impl(Config config, Handler handler) : shared{std::move(config), std::move(handler)} {}
  Shared shared;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::optional<tcp::acceptor> acceptor;

  // All that knock at once: one by one, with other work between, the last would wait for seconds.
  asio::awaitable<void> accept() {
    for (std::size_t next = 0;;) {
      error_code ec;
      co_await acceptor->async_wait(tcp::acceptor::wait_read, ending_in(ec));
      while (!ec && !shared.draining) {
        auto& lane = *lanes[next++ % lanes.size()];
        auto socket = acceptor->accept(lane.io, ec);
        if (!ec) welcome(std::move(socket), lane);
      }
      if (ec == asio::error::operation_aborted || shared.draining) co_return;
      if (ec == asio::error::would_block) continue;
      asio::steady_timer pause(lanes[0]->io, milliseconds(50));  // no file descriptors, most likely
      co_await pause.async_wait(ending_in(ec));
    }
  }

  void welcome(tcp::socket socket, Lane& lane) {
    error_code ec;
    const auto peer = socket.remote_endpoint(ec);
    if (ec) return;
    const auto address = peer.address().to_string();
    socket.set_option(tcp::no_delay(true), ec);
    socket.non_blocking(true, ec);
    if (!shared.admission.enter(address)) {
      socket.write_some(asio::buffer(kTurnedAway.data(), kTurnedAway.size()), ec);
      return;
    }
    asio::post(lane.io, [this, &lane, address,
                         held = std::make_shared<tcp::socket>(std::move(socket))] {
      const auto connection = std::make_shared<Connection>(std::move(*held), address, shared, lane);
      asio::co_spawn(lane.io, connection->serve(), asio::detached);
    });
  }

  void drain() {
    if (shared.draining.exchange(true)) return;
    shared.draining.notify_all();
    asio::post(lanes[0]->io, [this] {
      error_code ignored;
      acceptor->close(ignored);
    });
    for (auto& lane : lanes)
      asio::post(lane->io, [lane = lane.get()] {
        for (auto* connection : lane->connections) connection->drain();
      });
  }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(Config config, Handler handler) {
  auto impl = std::make_unique<Impl>(std::move(config), std::move(handler));
  const auto& wanted = impl->shared.config;
  for (unsigned i = 0; i < std::max(1u, wanted.threads); ++i)
    impl->lanes.push_back(std::make_unique<Lane>());
  error_code ec;
  const auto address = asio::ip::make_address(wanted.address, ec);
  if (ec) return base::Error{"address.unusable", wanted.address, "not an IP address"};
  const tcp::endpoint endpoint(address, wanted.port);
  impl->acceptor.emplace(impl->lanes[0]->io);
  impl->acceptor->open(endpoint.protocol(), ec);
  if (!ec) impl->acceptor->set_option(asio::socket_base::reuse_address(true), ec);
  if (!ec) impl->acceptor->bind(endpoint, ec);
  if (!ec) impl->acceptor->listen(4096, ec);
  if (!ec) impl->acceptor->non_blocking(true, ec);
  if (ec == asio::error::address_in_use)
    return base::Error{"port.in_use", std::to_string(wanted.port), ec.message()};
  if (ec) return base::Error{"address.unusable", wanted.address, ec.message()};
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const { return impl_->acceptor->local_endpoint().port(); }
std::size_t HttpServer::connections() const { return impl_->shared.admission.open(); }

void HttpServer::run() {
  auto& lanes = impl_->lanes;
  asio::signal_set signals(lanes[0]->io, SIGINT, SIGTERM);
  signals.async_wait([this](error_code ec, int) {
    if (!ec) impl_->drain();
  });
  asio::co_spawn(lanes[0]->io, impl_->accept(), asio::detached);
  std::vector<std::jthread> threads;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> work;
  for (auto& lane : lanes) {
    work.push_back(asio::make_work_guard(lane->io));
    asio::co_spawn(lane->io, watch_deadlines(*lane), asio::detached);
    threads.emplace_back([&io = lane->io] { io.run(); });
  }
  impl_->shared.draining.wait(false);
  const auto last = Clock::now() + impl_->shared.config.limits.drain;
  while (impl_->shared.admission.open() > 0 && Clock::now() < last)
    std::this_thread::sleep_for(milliseconds(10));
  for (auto& lane : lanes) lane->io.stop();
  threads.clear();
  for (auto& lane : lanes)
    for (auto* connection : lane->connections) connection->drain();
}

void HttpServer::stop() { impl_->drain(); }

}  // namespace http
