package ui

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
)

// A demo is a run as somebody else's page shows it.
type demo struct {
	site   string // address of Petri, with a slash at its end
	page   string // of the lab, as in its link
	query  string // of the run
	title  string
	height int // CSS pixels
}

// whole is the address of the page itself, and src that of the page in a frame.
func (d demo) whole() string { return d.address("") }
func (d demo) src() string   { return d.address("embed=1") }

func (d demo) address(frame string) string {
	query := strings.Trim(frame+"&"+d.query, "&")
	if query != "" {
		query = "?" + query
	}
	return d.site + strings.TrimPrefix(d.page, home) + query
}

// lab is the name that the element and the widget have for the page.
func (d demo) lab() string { return cmp.Or(strings.TrimPrefix(d.page, home), "subspace") }

// snippets are the kinds of pages there are, in the order of the choice, and what an
// author writes in each. Their names are snippet.<key>, what there is to know
// snippet.<key>.note.
var snippets = []struct {
	key   string
	write func(demo) string
}{
	{"iframe", demo.iframe},
	{"element", demo.element},
	{"myst", demo.myst},
	{"jupyter", demo.jupyter},
	{"quarto", demo.quarto},
	{"reveal", demo.reveal},
	{"sphinx", demo.sphinx},
	{"mkdocs", demo.iframe},
	{"lms", demo.link},
}

func (d demo) iframe() string { return d.frame("src") }

// frame is the element, with its address in the attribute named so.
func (d demo) frame(src string) string {
	return fmt.Sprintf(`<iframe %s="%s" title="%s" width="100%%" height="%d" style="border: 0" loading="lazy" allow="fullscreen; clipboard-write; cross-origin-isolated"></iframe>`,
		src, html.EscapeString(d.src()), html.EscapeString(d.title), d.height)
}

// element is the custom element, with the settings as attributes.
func (d demo) element() string {
	attributes := ""
	for _, s := range d.settings() {
		attributes += fmt.Sprintf(` %s="%s"`, s[0], html.EscapeString(s[1]))
	}
	return fmt.Sprintf("<script src=\"%spetri-dish.js\"></script>\n<petri-dish lab=\"%s\"%s title=\"%s\"></petri-dish>", d.site, d.lab(), attributes, html.EscapeString(d.title))
}

func (d demo) settings() (all [][2]string) {
	for _, part := range strings.Split(d.query, "&") {
		key, value, _ := strings.Cut(part, "=")
		key, _ = url.QueryUnescape(key)
		value, _ = url.QueryUnescape(value) // they were encoded by us
		if key != "" {
			all = append(all, [2]string{key, value})
		}
	}
	return all
}

func (d demo) myst() string {
	return fmt.Sprintf(":::{iframe} %s\n:width: 100%%\n%s\n:::", d.src(), d.title)
}

func (d demo) jupyter() string {
	config := ""
	for _, s := range d.settings() {
		config += fmt.Sprintf("%s: %s, ", strconv.Quote(s[0]), strconv.Quote(s[1]))
	}
	return fmt.Sprintf(`import anywidget, traitlets

class Petri(anywidget.AnyWidget):
    _esm = "%spetri-widget.mjs"
    lab = traitlets.Unicode("subspace").tag(sync=True)
    config = traitlets.Dict().tag(sync=True)
    play = traitlets.Int(0).tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)

petri = Petri(lab="%s", config={%s})
petri`, d.site, d.lab(), strings.TrimSuffix(config, ", "))
}

func (d demo) quarto() string { return "```{=html}\n" + d.iframe() + "\n```" }

// reveal loads the frame when its slide comes near, and keeps it while another slide
// is shown: without data-preload reveal.js would take it away then.
func (d demo) reveal() string {
	return "<section>\n  <h2>" + html.EscapeString(d.title) + "</h2>\n  " + strings.Replace(d.frame("data-preload data-src"), ` loading="lazy"`, "", 1) + "\n</section>"
}

func (d demo) sphinx() string { return ".. raw:: html\n\n   " + d.iframe() }

func (d demo) link() string {
	return fmt.Sprintf(`<a href="%s" target="_blank" rel="noopener">%s</a>`, html.EscapeString(d.whole()), html.EscapeString(d.title))
}
