package data

import (
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
	few := "%[1]s is too high: class %[2]s has %[3]s among the training examples that are read, not %[4]s: take at most %[3]s"
	none := "%[1]s is too high: class %[2]s has %[3]s among the training examples that are read, not %[4]s: take 0, which is all there are"
	if d.Train < s.Train {
		few = "%[1]s is too high: class %[2]s has %[3]s among the training examples that are read, not %[4]s: take at most %[3]s, or read more of them"
		none = "%[1]s is too high: class %[2]s has %[3]s among the training examples that are read, not %[4]s: take 0, which is all there are, or read more of them"
	}
	if n == 0 {
		few = none
	}
	return spec.Refuse("shots", few, class, n, d.Shots).Near(float64(n))
}
