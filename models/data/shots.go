package data

import (
	"fmt"

	"petri/models/spec"
	"petri/models/stream"
)

// draw leaves d.Shots training examples of each class, drawn by the seed from
// those there are. They stand in rounds, one of each class a round, so that the
// training set of fewer shots is the beginning of that of more.
func (s *Set) draw(d spec.Data, seed int) error {
	drawn := make([][]int, len(s.Classes)) // numbers of examples, by class
	for _, i := range stream.New(seed, "shots").Perm(len(s.TrainY)) {
		class := s.TrainY[i]
		drawn[class] = append(drawn[class], i)
	}
	rarest := 0
	for class := range drawn {
		if len(drawn[class]) < len(drawn[rarest]) {
			rarest = class
		}
	}
	if n := len(drawn[rarest]); n < d.Shots {
		return s.tooFew(d, s.Classes[rarest], n)
	}
	size := s.Shape.Size()
	var x, y []uint8
	for round := range d.Shots {
		for class := range drawn {
			x = append(x, s.TrainX[drawn[class][round]*size:][:size]...)
			y = append(y, uint8(class))
		}
	}
	s.TrainX, s.TrainY = x, y
	return nil
}

// tooFew says that of a class there are only n examples among those read.
func (s *Set) tooFew(d spec.Data, class string, n int) error {
	remedy := fmt.Sprintf("take at most %d", n)
	if n == 0 {
		remedy = "take 0, which is all there are"
	}
	if d.Train < s.Train {
		remedy += ", or read more of them"
	}
	return &spec.FieldError{Field: "shots", Nearest: float64(n), Message: fmt.Sprintf(
		"shots is too high: class %s has %d among the training examples that are read, not %d: %s", class, n, d.Shots, remedy)}
}
