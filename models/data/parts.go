package data

import (
	"fmt"

	"petri/models/spec"
)

const (
	trainPart = 10_000 // training examples in a part
	testParts = 5
)

// A Part is one file of a data set. It holds the Count examples First,
// First+Step, First+2·Step and so on of the training or the test examples.
type Part struct {
	Name               string // such as mnist/train-0; the stored file ends in .gz
	First, Step, Count int
}

// Parts lists the files of a data set in the order in which a load takes them. One
// that consists of others has none of its own.
func Parts(d spec.DataInfo) (train, test []Part) {
	if d.Of != nil {
		return nil, nil
	}
	for first := 0; first < d.Train; first += trainPart {
		name := fmt.Sprintf("%s/train-%d", d.Name, len(train))
		train = append(train, Part{name, first, 1, min(trainPart, d.Train-first)})
	}
	for r := range min(testParts, d.Test) {
		count := (d.Test - r + testParts - 1) / testParts
		test = append(test, Part{fmt.Sprintf("%s/test-%d", d.Name, r), r, testParts, count})
	}
	return train, test
}

// enough returns as many of the first parts as n examples need.
func enough(parts []Part, n int) []Part {
	for i, p := range parts {
		if n -= p.Count; n <= 0 {
			return parts[:i+1]
		}
	}
	return parts
}
