package site

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/spec"
)

// fields are the keys that a link of any run may have: those of every model with every
// method, and every choice that brings knobs of its own.
func fields(c *spec.Catalogue) map[string]bool {
	keys := map[string]bool{}
	add := func(given map[string]any) {
		cfg, _ := c.Clamp(given)
		for _, s := range c.Settings(cfg) {
			keys[s.Key] = true
		}
	}
	for _, model := range c.Models {
		for _, method := range c.Methods {
			add(map[string]any{"model": model.Name, "method": method.Name})
		}
		for _, mask := range c.Masks {
			add(map[string]any{"model": model.Name, "mask": mask.Name})
		}
		for _, optim := range c.Optimisers {
			add(map[string]any{"model": model.Name, "optim": optim.Name})
		}
		for _, data := range c.Data {
			add(map[string]any{"model": model.Name, "data": data.Name, "start": "mnist"})
		}
	}
	for _, k := range sweep.Knobs() {
		keys["sweep."+k.Name] = true
	}
	return keys
}

// The element puts just those of its attributes into the address that are keys of a link:
// whatever is registered, and nothing else.
func TestPetriDishKnowsTheKeys(t *testing.T) {
	source, err := os.ReadFile("../../static/petri-dish.js")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?s)new Set\(\("(.*?)"\)\.split`).FindSubmatch(source)
	parts := regexp.MustCompile(`parts = /\^\(([\w|]+)\)`).FindSubmatch(source)
	if list == nil || parts == nil {
		t.Fatal("petri-dish.js has no list of keys any more, or another form of it")
	}
	words := strings.Fields(regexp.MustCompile(`"\s*\+\s*"`).ReplaceAllString(string(list[1]), ""))
	prefixes := strings.Split(string(parts[1]), "|")
	known := fields(train.Catalogue())
	for key := range known {
		if part, _, dotted := strings.Cut(key, "."); dotted && !slices.Contains(prefixes, part) || !dotted && !slices.Contains(words, key) {
			t.Errorf("a link may say %s, and the element does not know it", key)
		}
	}
	frame := []string{"preset", "theme", "hide", "autorun", "poster", "lang", "dim", "lr"}
	for _, key := range words {
		if !known[key] && !slices.Contains(frame, key) {
			t.Errorf("the element takes %s for a key, and no link has it", key)
		}
	}
}
