package lab

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"petri/methods/sweep"
	"petri/methods/train"
	"petri/models/spec"
	"petri/web/ui/text"
)

// What a page writes into a field, and of a value in a sentence, it reads back, in every
// language.
func TestRead_WhatThePageWrites(t *testing.T) {
	c := train.Catalogue()
	all := sweep.Knobs()
	for _, m := range c.Models {
		for _, method := range c.Methods {
			cfg, _ := c.Clamp(map[string]any{"model": m.Name, "method": method.Name})
			for _, s := range c.Settings(cfg) {
				all = append(all, s.Knob)
			}
		}
	}
	for _, info := range slices.Concat(c.Masks, c.Optimisers) {
		all = append(all, info.Knobs...)
	}
	files, err := filepath.Glob("../text/*.json")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		speak(t, strings.TrimSuffix(filepath.Base(file), ".json"))
		for _, k := range all {
			for _, v := range valuesOf(k) {
				written := []string{Word(v)}
				if k.Kind == spec.Int {
					written = append(written, text.Count(int(v)))
				}
				for _, w := range written {
					if got, err := Read(k, w); got != v || err != nil {
						t.Errorf("%s, %s: %v is written %s, and read as %v (%v)", file, k.Name, v, w, got, err)
					}
				}
			}
		}
	}
}

// valuesOf are numbers that a knob takes: its ends, its default and some between.
func valuesOf(k spec.Knob) []float64 {
	if k.Kind != spec.Int && k.Kind != spec.Float {
		return nil
	}
	all := []float64{k.Min, k.Max, k.Default.(float64)}
	for _, v := range []float64{0.0015, 0.125, 0.5, 1.125, 1.5, 12.375, 100, 1000, 1500, 2000, 12345, 199210, 1234567} {
		all = append(all, k.Clamp(v).(float64))
	}
	return all
}

// Programs write numbers as links do, whatever the page speaks.
func TestRecipe_put_inAnyLanguage(t *testing.T) {
	speak(t, "de")
	for typed, want := range map[string]int{"200": 200, "2.000": 2, "1e3": 1000} {
		r := NewRecipe(catalogue)
		if err := r.put("steps", typed); err != nil || r.Config.Stop.Steps != want {
			t.Errorf("%s: %d steps (%v), want %d", typed, r.Config.Stop.Steps, err, want)
		}
	}
}
