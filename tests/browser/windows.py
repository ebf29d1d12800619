"""Browser windows as a new visitor has them, and what goes wrong in them."""

from urllib.parse import urlsplit

from screen import READING, Desk

HERE = {"127.0.0.1", "localhost"}
NOT_THERE = r"Failed to load (module script|resource)"  # what the console says of a file that the host does not serve


def fresh(browser, address, **settings):
    """A browser context without a past, which reads the desk for us and may use the clipboard."""
    context = browser.new_context(**settings)
    context.set_default_timeout(60_000)
    context.add_init_script(READING)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    return context


def tab(context, address, trouble):
    """A new tab of the context."""
    page = context.new_page()
    watch(page, trouble)
    return Desk(page, address)


def look_back(context, trouble):
    """Streamlit shows its exceptions on the page: there must be none."""
    for page in context.pages:
        if page.get_by_test_id("stException").count():
            trouble.append(f"Streamlit shows an exception: {page.get_by_test_id('stException').inner_text():.200}")


def watch(page, trouble):
    """Write down every error, every dialog and every request to a foreign host; return how to stop."""

    def dialog(it):
        trouble.append(f"dialog: {it.message}")
        it.dismiss()

    listeners = {
        "console": lambda message: message.type == "error" and trouble.append(f"console: {message.text}"),
        "pageerror": lambda error: trouble.append(f"error: {error}"),
        "request": lambda request: foreign(request.url) and trouble.append(f"request to {request.url}"),
        "dialog": dialog,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return lambda: [page.remove_listener(event, listener) for event, listener in listeners.items()]


def foreign(url):
    """Whether the address lies outside this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE
