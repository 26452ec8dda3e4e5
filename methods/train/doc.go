// Package train runs what a spec.Config describes.
//
// A Session takes optimiser steps one at a time, measures itself on the test
// set, and can be saved and restored between any two operators. Everything it
// computes follows from its Config: two sessions of one Config have the same
// losses, weights and digest to the bit, on every machine.
//
//	cfg, err := train.Catalogue().Complete(spec.Config{})
//	set, err := data.Load(ctx, files, cfg.Data.Name, cfg.Data.Train, cfg.Data.Test, nil)
//	s, err := train.New(cfg, set)
//	for s.Finished() == "" {
//		loss, err := s.Step()
//		if s.Due() {
//			metrics, err := s.Evaluate()
//		}
//	}
//	fmt.Println(s.Digest())
package train
