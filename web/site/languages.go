//go:build !js

package site

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"petri/methods/train"
	"petri/models/spec"
)

// addLanguages adds the words of every language but English, which is part of the
// program: all of them, and those that the page says before that begins.
func (f files) addLanguages(root string) error {
	words := os.DirFS(filepath.Join(root, "web", "ui", "text"))
	names, err := fs.Glob(words, "*.json")
	if err != nil {
		return err
	}
	onPoster := titles(train.Catalogue())
	for _, name := range names {
		if name == "en.json" {
			continue
		}
		if err := f.add("web/text/"+name, words, name); err != nil {
			return err
		}
		var all map[string]string
		if err := json.Unmarshal(f["web/text/"+name], &all); err != nil {
			return err
		}
		for key := range all {
			if !strings.HasPrefix(key, "shell.") && !strings.HasPrefix(key, "preset.") && !onPoster[key] {
				delete(all, key)
			}
		}
		if f["web/text/"+strings.TrimSuffix(name, ".json")+"-shell.json"], err = json.Marshal(all); err != nil {
			return err
		}
	}
	return nil
}

// titles are the keys of what a poster may say of a run.
func titles(c *spec.Catalogue) map[string]bool {
	all := map[string]bool{}
	for _, d := range c.Data {
		all["="+d.Title] = true
	}
	for _, m := range c.Models {
		all["="+m.Title] = true
	}
	for _, m := range c.Masks {
		all["="+m.Title] = true
	}
	for _, m := range c.Methods {
		all["="+m.Title] = true
		for _, k := range m.Knobs {
			all["="+k.Title] = true
		}
	}
	return all
}
