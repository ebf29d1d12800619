"""connection.js: one message on its way, the newest choices last, and nothing lost for good."""

CONNECTION = """
  const [{ Store }, { Connection }] = [await load("store"), await load("connection")]
  const store = fakes.store(Store)
  const [posted, news] = [[], []]
  const app = Object.assign(document.createElement("div"), {})
  app.setAttribute("data-test-connection-state", "CONNECTED")
  const compose = () => ({ n: store.n, review: store.choices.review })
  const [post, report] = [posted, news].map((list) => (one) => list.push(one))
  const connection = new Connection({ app, store, compose, post, report })
  store.subscribe(({ by, pause = 0 }) => by !== "answer" && connection.queue(pause))
  const answer = (n) => {
    connection.receive()
    connection.resume({ n })
  }
  const type = (text) => store.change("review", text)
"""


def test_while_one_message_is_on_its_way_the_newest_waits_and_then_goes_alone(alone):
    got = alone.run(
        CONNECTION
        + """
      for (const text of ["a", "ab", "abc", "abcd"]) {
        type(text)
        await tick(1)
      }
      const first = posted.length
      answer(posted[0].n)
      await tick(1)
      answer(posted[1].n)
      await tick(10)
      return [first, posted.map(({ review }) => review), connection.rests]"""
    )
    assert got == [1, ["a", "abcd"], True]


def test_a_message_that_is_lost_goes_again_with_the_newest(alone):
    got = alone.run(
        CONNECTION
        + """
      type("a")
      await tick(1)
      type("ab")
      await tick(2900)
      const before = posted.length
      await tick(200)
      return [before, posted.map(({ review }) => review), news.includes("slow")]"""
    )
    assert got == [1, ["a", "ab"], True]


def test_an_answer_to_older_choices_asks_again_and_one_that_comes_twice_does_not(alone):
    got = alone.run(
        CONNECTION
        + """
      type("a")
      await tick(1)
      answer(store.n - 1)
      const again = posted.length
      answer(store.n)
      answer(store.n)
      await tick(10)
      return [again, posted.length]"""
    )
    assert got == [2, 2]


def test_a_page_whose_server_is_away_says_so_and_says_when_it_is_back(alone):
    got = alone.run(
        CONNECTION
        + """
      type("a")
      await tick(3900)
      const early = news.includes("lost")
      await tick(200)
      const late = news.includes("lost")
      answer(store.n)
      return [early, late, news.at(-1)]"""
    )
    assert got == [False, True, "here"]


def test_a_connection_that_comes_back_tells_what_was_lost_with_it(alone):
    got = alone.run(
        CONNECTION
        + """
      type("a")
      await tick(1)
      app.setAttribute("data-test-connection-state", "DISCONNECTED")
      await settle()
      app.setAttribute("data-test-connection-state", "CONNECTED")
      await tick(1)
      return posted.map(({ review }) => review)"""
    )
    assert got == ["a", "a"]


def test_a_file_that_is_read_is_waited_for_longer(alone):
    got = alone.run(
        CONNECTION
        + """
      store.request({ read: "name" })
      await tick(1)
      type("a")
      await tick(20_000)
      const before = posted.length
      await tick(11_000)
      return [before, posted.length]"""
    )
    assert got == [1, 2]


def test_a_dead_connection_is_made_anew_where_the_server_answers_on_another(alone):
    got = alone.run(
        CONNECTION
        + """
      const orders = []
      window.postMessage = ({ type }) => orders.push(type)
      window.fetch = async () => new Response("ok")
      type("a")
      await tick(16_000)
      return orders"""
    )
    assert got == ["TERMINATE_WEBSOCKET_CONNECTION", "RESTART_WEBSOCKET_CONNECTION"]


def test_who_leaves_sends_nothing_more(alone):
    got = alone.run(
        CONNECTION
        + """
      type("a")
      connection.leave()
      await tick(60_000)
      return [posted, news.includes("lost")]"""
    )
    assert got == [[], False]
