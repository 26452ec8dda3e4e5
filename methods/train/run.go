package train

import (
	"context"
	"errors"
	"time"

	"petri/methods/sweep"
	"petri/models/spec"
)

// Run takes one run of a sweep from beginning to end. A config that is refused
// and a run that diverges are results too; an error means that the run could
// not be done here, for want of its data for example.
func (s *Source) Run(of sweep.Sweep, r sweep.Run) (sweep.Result, error) {
	start := time.Now()
	result := sweep.Result{Run: r}
	err := s.run(of, &result)
	if refused := (*spec.FieldError)(nil); errors.As(err, &refused) {
		result.Error, err = err.Error(), nil
	}
	result.Seconds = time.Since(start).Seconds()
	return result, err
}

// run fills in what a run gives.
func (s *Source) run(of sweep.Sweep, result *sweep.Result) error {
	cfg, err := of.Config(Catalogue(), result.Run)
	if err != nil {
		return err
	}
	session, err := s.Open(context.Background(), cfg)
	if err != nil {
		return err
	}
	for session.Finished() == "" {
		if _, err := session.Step(); err != nil {
			return err
		}
	}
	metrics, err := session.Evaluate()
	if session.Finished() == NotANumber {
		result.Error = "the loss is no longer a number: the learning rate is too high"
		return err
	}
	result.Accuracy, result.Digest = metrics["accuracy"], session.Digest()
	return err
}
