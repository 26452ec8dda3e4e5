package ui

import (
	"fmt"
	"strings"

	"petri/models/spec"
	"petri/web/charts"
	"petri/web/runner"
	"petri/web/ui/lab"
	"petri/web/ui/measure"
)

// PosterNames are those of the presets.
func PosterNames() (names []string) {
	for _, p := range presets {
		names = append(names, p.name)
	}
	return names
}

const posterWidth, posterHeight = 560, 330

// Poster takes the run of a preset to its end and draws its picture. What its workers
// say comes with next, which waits for it.
func Poster(name string, spawn runner.Spawn, next func()) (svg string, err error) {
	for _, p := range presets {
		switch {
		case p.name != name:
		case p.page == dimension:
			return sweepPoster(p.query, spawn, next)
		default:
			return labPoster(p.page, p.query, spawn, next)
		}
	}
	return "", fmt.Errorf("there is no preset %q: choose one of %s", name, strings.Join(PosterNames(), ", "))
}

func labPoster(page, query string, spawn runner.Spawn, next func()) (svg string, failed error) {
	of := map[string]spec.Lab{home: spec.SubspaceLab, prompts: spec.PromptsLab, masks: spec.MasksLab}[page]
	p := &labPage{page: page, lab: lab.New(catalogue.Only(of), spawn)}
	p.lab.Open(query)
	p.lab.Play(func(err error) { failed = err })
	if failed != nil {
		return "", failed
	}
	for p.lab.Phase != lab.Finished || p.lab.Masked() && p.lab.Looks.Fillings == nil {
		if next(); p.lab.Trouble != "" {
			return "", fmt.Errorf("%s", p.lab.Trouble)
		}
	}
	if p.lab.Masked() {
		l := &p.lab.Looks
		return (&fillings{Page: p, Originals: l.Originals, Masks: l.Masks, Filled: l.Fillings}).gallery(4).SVG(4), nil
	}
	return charts.Stack(posterWidth, posterHeight, *(&curves{Page: p}).accuracy()), nil
}

func sweepPoster(query string, spawn runner.Spawn, next func()) (svg string, failed error) {
	p := &dimensionPage{meter: measure.New(catalogue.Only(spec.SubspaceLab), spawn, 1)}
	p.meter.Open(query)
	p.meter.Play(func(err error) { failed = err })
	if failed != nil {
		return "", failed
	}
	for p.meter.Phase == measure.Going {
		next()
	}
	if p.meter.Phase != measure.Finished {
		return "", fmt.Errorf("the sweep has stopped: %s", p.meter.Trouble)
	}
	return (&sweepChart{Page: p}).chart().SVG(posterWidth, posterHeight), nil
}
