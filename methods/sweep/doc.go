// Package sweep measures an intrinsic dimension: it says which runs to take,
// and reads the answer off their results.
//
// A Sweep is a recipe with a range of dimensions. Next names the runs that are
// wanted, whoever takes them: a pool of web workers, the command line, many
// machines. What it names follows from the results alone, not from their
// order, so that a sweep can be cut into shares, stopped and taken up.
//
//	s, err := sweep.Complete(catalogue, sweep.Sweep{Recipe: cfg})
//	var results []sweep.Result
//	for runs := s.Next(results); len(runs) > 0; runs = s.Next(results) {
//		cfg, err := s.Config(catalogue, runs[0])
//		…
//		results = append(results, sweep.Result{Run: runs[0], Accuracy: accuracy})
//	}
//	fmt.Println(s.Answer(results).Absolute.Dim)
//
// The definitions are those of Li et al. 2018 (arXiv:1804.08838). The package
// imports models/spec alone: the page lives on it as the command line does.
package sweep
