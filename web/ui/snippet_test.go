package ui

import (
	"strings"
	"testing"

	"petri/web/ui/text"
)

func TestSnippets(t *testing.T) {
	d := demo{site: "https://petri.example/lab/", page: masks, query: "mask=green&seed=2", title: `Masks & "noise"`, height: 500}
	front := demo{site: "https://petri.example/", page: home, title: "Front", height: 500}
	for _, tc := range []struct {
		name, got string
		want      []string
	}{
		{"iframe", d.iframe(), []string{`src="https://petri.example/lab/masks?embed=1&amp;mask=green&amp;seed=2"`, `title="Masks &amp; &#34;noise&#34;"`, `height="500"`, `loading="lazy"`}},
		{"the front page", front.iframe(), []string{`src="https://petri.example/?embed=1"`}},
		{"element", d.element(), []string{`<script src="https://petri.example/lab/petri-dish.js">`, `<petri-dish lab="masks" mask="green" seed="2" title=`}},
		{"element of the front page", front.element(), []string{`<petri-dish lab="subspace" title="Front">`}},
		{"MyST", d.myst(), []string{":::{iframe} https://petri.example/lab/masks?embed=1&mask=green&seed=2\n", "\n:::"}},
		{"Jupyter", d.jupyter(), []string{`petri-widget.mjs"`, `Petri(lab="masks", config={"mask": "green", "seed": "2"})`}},
		{"Quarto", d.quarto(), []string{"```{=html}\n<iframe "}},
		{"reveal.js", d.reveal(), []string{`data-src="https://petri.example/lab/masks?embed=1`, "<section>"}},
		{"Sphinx", d.sphinx(), []string{".. raw:: html\n\n   <iframe"}},
		{"a link", d.link(), []string{`<a href="https://petri.example/lab/masks?mask=green&amp;seed=2"`, "_blank"}},
	} {
		for _, want := range tc.want {
			if !strings.Contains(tc.got, want) {
				t.Errorf("%s has no %s:\n%s", tc.name, want, tc.got)
			}
		}
	}
	if strings.Contains(d.reveal(), "lazy") {
		t.Error("a slide's frame is loaded by reveal.js alone")
	}
	for _, s := range snippets {
		if text.Of("snippet."+s.key) == "snippet."+s.key || text.Of("snippet."+s.key+".note") == "snippet."+s.key+".note" {
			t.Errorf("snippet %s has no name or note", s.key)
		}
	}
}
