package data

import (
	"petri/models/spec"
	"petri/models/stream"
)

// Task returns what a run with that seed learns from: of s the classes that d
// chooses, of their training examples as many shots, all images shifted and then
// shuffled as d asks. What it need not change it shares with s, which stays as
// it is. It is a *spec.FieldError if there are not enough examples, or none left.
//
// Where labels are shuffled there is nothing that could hold for other
// examples, so the test set is the beginning of the training set.
func (s *Set) Task(d spec.Data, seed int) (*Set, error) {
	task := *s
	if d.Classes != spec.AllClasses {
		if task = s.half(d.Classes); len(task.TrainY) == 0 {
			return nil, none("train", d.Train)
		}
		if len(task.TestY) == 0 {
			return nil, none("test", d.Test)
		}
	}
	if d.Shots > 0 {
		if err := task.draw(d, seed); err != nil {
			return nil, err
		}
	}
	if err := task.shift(d.Shift, seed); err != nil {
		return nil, err
	}
	switch d.Shuffle {
	case spec.ShuffledPixels:
		task.Order = stream.New(seed, "pixels").Perm(s.Shape.Size())
	case spec.ShuffledLabels:
		labels := make([]uint8, len(task.TrainY))
		for i, from := range stream.New(seed, "labels").Perm(len(labels)) {
			labels[i] = task.TrainY[from]
		}
		n := min(len(task.TestY), len(labels))
		task.TrainY = labels
		task.TestX, task.TestY = task.TrainX[:n*s.Shape.Size()], labels[:n]
	}
	return &task, nil
}

func none(field string, read int) error {
	return spec.Refuse(field, "%[1]s is too low: none of the first %[2]s examples is of the classes that are learned", read)
}

// half returns the examples of half the classes, which are numbered from 0.
func (s *Set) half(classes string) Set {
	first, end := s.Half(classes)
	half := Set{DataInfo: s.Learned(classes)}
	half.TrainX, half.TrainY = keep(s.TrainX, s.TrainY, first, end, s.Shape.Size())
	half.TestX, half.TestY = keep(s.TestX, s.TestY, first, end, s.Shape.Size())
	return half
}

// keep copies the examples of the classes in [first, end).
func keep(x, y []uint8, first, end, size int) (keptX, keptY []uint8) {
	for _, class := range y {
		if first <= int(class) && int(class) < end {
			keptY = append(keptY, class-uint8(first))
		}
	}
	keptX = make([]uint8, 0, len(keptY)*size) // the images are many megabytes
	for i, class := range y {
		if first <= int(class) && int(class) < end {
			keptX = append(keptX, x[i*size:][:size]...)
		}
	}
	return keptX, keptY
}
