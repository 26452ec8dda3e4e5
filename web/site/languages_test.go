//go:build !js

package site

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/spec"
)

func words(t *testing.T, language string) (m map[string]string) {
	t.Helper()
	b, err := os.ReadFile("../ui/text/" + language + ".json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var holes = regexp.MustCompile(`%\[\d\][a-z]|%%`)

// A second language says all that English says, with the same holes for what the page
// puts in.
func TestLanguages_AreComplete(t *testing.T) {
	english, german := words(t, "en"), words(t, "de")
	for key, message := range english {
		other, there := german[key]
		if !there {
			t.Errorf("German lacks %q: %s", key, message)
			continue
		}
		want, got := holes.FindAllString(message, -1), holes.FindAllString(other, -1)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%q takes %v in English, and %v in German", key, want, got)
		}
	}
	for key := range german {
		if _, there := english[key]; !there && key[0] != '=' {
			t.Errorf("German says %q, which English does not", key)
		}
	}
}

// What the catalogue says is said too.
func TestLanguages_SayTheCatalogue(t *testing.T) {
	german := words(t, "de")
	said := func(english string) {
		if english != "" && german["="+english] == "" {
			t.Errorf("German has no words for %q", english)
		}
	}
	knobs := func(all []spec.Knob) {
		for _, k := range all {
			said(k.Title)
			said(k.Help)
		}
	}
	c := train.Catalogue()
	var infos []spec.Info
	for _, d := range c.Data {
		infos = append(infos, d.Info)
	}
	for _, m := range c.Models {
		infos = append(infos, m.Info)
		for _, start := range []string{spec.RandomStart, spec.OtherHalf} { // the latter has a knob of its own, where there is such a half
			cfg, _ := c.Clamp(map[string]any{"model": m.Name, "classes": spec.SecondHalf, "start": start})
			for _, s := range c.Settings(cfg) {
				knobs([]spec.Knob{s.Knob})
			}
		}
	}
	for _, m := range c.Methods {
		infos = append(infos, m.Info)
	}
	for _, info := range slices.Concat(infos, c.Masks, c.Optimisers, c.Schedules) {
		said(info.Title)
		said(info.Summary)
		knobs(info.Knobs)
	}
	knobs(sweep.Knobs())
}

// form is a literal in Go that a refusal is made of.
var form = regexp.MustCompile(`"([^"\n]*%\[\d\]s[^"\n]*)"|\.rule = "([^"]+)"`)

// A refusal comes from the program in English; another language says the forms that it is
// made of, with holes for the same values.
func TestLanguages_SayTheRefusals(t *testing.T) {
	german, found := words(t, "de"), 0
	for _, root := range []string{"../../models", "../../methods", "../worker"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			source, err := os.ReadFile(name)
			for _, m := range form.FindAllStringSubmatch(string(source), -1) {
				english := m[1] + m[2]
				said := german["="+english]
				found++
				want, got := holesOf(english), holesOf(said)
				if said == "" || !slices.Equal(want, got) {
					t.Errorf("%s: %q takes %v, and in German it is %q", name, english, want, said)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 30 {
		t.Errorf("%d forms were found", found)
	}
}

// holesOf lists the values that a message takes, each once.
func holesOf(message string) []string {
	all := holes.FindAllString(message, -1)
	slices.Sort(all)
	return slices.Compact(all)
}
