package data

import "petri/models/spec"

// What a language model is pretrained on: running text and little tasks, in turn.
// None of them asks what books and eras ask.
func init() {
	Register(spec.DataInfo{
		Info: spec.Info{
			Name:  "corpus",
			Title: "Two books, and questions about them",
			Summary: "Running text of “Moby-Dick” and of State of the Union addresses in turn with little tasks, such as “sea or law?” before a real sentence and the answer behind it. " +
				"The answers are made by lists of words, so they are exact about words and only roughly about meaning.",
		},
		Text:    true,
		Shape:   textShape,
		Classes: []string{"text"},
		Train:   80_000, Test: 2_000,
		DefaultTrain: 20_000, DefaultTest: 2_000,
		Source:  textSource + "; the opinion words of the tasks “good or bad?” by Minqing Hu and Bing Liu, from the same package",
		Licence: textLicence + "; the list of opinion words, of which only the answers come, is under CC BY 4.0",
	})
}
