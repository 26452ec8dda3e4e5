// Package train runs what a spec.Config describes.
//
// A Source has what a run is made of: it loads the data and, where the run
// starts from pretrained weights, trains those first. Open does all of it, and
// a Source that is used again has the work of the last runs to hand.
//
// A Session takes optimiser steps one at a time, measures itself on the test
// set, and can be saved and restored between any two operators. Everything it
// computes follows from its Config: two sessions of one Config have the same
// losses, weights and digest to the bit, on every machine.
//
//	cfg, err := train.Catalogue().Complete(spec.Config{})
//	s, err := train.NewSource(files).Open(ctx, cfg)
//	for s.Finished() == "" {
//		loss, err := s.Step()
//		if s.Due() {
//			metrics, err := s.Evaluate()
//		}
//	}
//	fmt.Println(s.Digest())
package train
