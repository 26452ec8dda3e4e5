//go:build !js

package worker

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"petri/methods/train"
	"petri/models/data"
	"petri/models/spec"
	"petri/web/protocol"
)

const replayHelp = `worker replay takes results again that were handed in, and says of each whether
all that it tells is what comes of its config: every loss, every measurement, the
parameters and the digest. It ends with status 1 if one does not hold.

  go run ./wasm/worker replay anna.json ben.json

A result is what the page saves as “Metrics as JSON”, and what petri.run returns.

`

// A handIn is a result as a page of Petri saves it.
type handIn struct {
	Version     string            `json:"version"`
	Config      spec.Config       `json:"config"`
	Digest      string            `json:"digest"`
	Reason      string            `json:"reason"`
	Step        int               `json:"step"`
	Loss        *protocol.Number  `json:"loss"` // of the last step
	Metrics     metrics           `json:"metrics"`
	Ledger      spec.Ledger       `json:"ledger"`
	Losses      []protocol.Number `json:"losses"`
	Evaluations []struct {
		Step    int     `json:"step"`
		Metrics metrics `json:"metrics"`
	} `json:"evaluations"`
	Turns []protocol.Turned `json:"turns"`
}

type metrics map[string]protocol.Number

// differ names the first metric, in the order of the alphabet, that is another here
// than in what was found; empty is none.
func (m metrics) differ(found map[string]float64) string {
	names := []string{}
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if v, known := found[name]; !known || !same(float64(m[name]), v) {
			return fmt.Sprintf("%s is %v, and comes to %v", name, m[name], found[name])
		}
	}
	return ""
}

// same compares numbers of which JSON writes those that are none as null.
func same(told, found float64) bool { return told == found || told != told && found-found != 0 }

// Replay takes results again and says of each on out whether it holds.
func Replay(args []string, out, _ io.Writer) error {
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	static := flags.String("static", "static", "folder of the site's files, with data and weights")
	if helped, err := parse(flags, args, replayHelp, out); helped || err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("replay needs the files that were handed in")
	}
	source, bad := train.NewSource(data.Site(os.DirFS(*static))), 0
	for _, name := range flags.Args() {
		h, err := readHandIn(name)
		if err == nil {
			err = h.replay(source)
		}
		if err != nil {
			bad++
			fmt.Fprintf(out, "%s does not hold: %v\n", name, err)
			continue
		}
		fmt.Fprintf(out, "%s holds: %d steps, digest %s\n", name, h.Step, h.Digest)
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d results do not hold", bad, flags.NArg())
	}
	return nil
}

func readHandIn(name string) (h handIn, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return h, err
	}
	if err := json.Unmarshal(b, &h); err != nil {
		return h, fmt.Errorf("this is no result that Petri has saved: %w", err)
	}
	switch h.Config, err = train.Catalogue().Complete(h.Config); {
	case err != nil:
		return h, err
	case h.Step < 1 || h.Step > h.Config.Stop.Steps || h.Digest == "":
		return h, errors.New("the run is not over: a result is handed in when it is, with its digest")
	case len(h.Losses) != h.Step:
		return h, fmt.Errorf("it tells of %d steps and has %d losses", h.Step, len(h.Losses))
	}
	return h, nil
}

// replay trains once more, and reports the first thing that is not as told.
func (h handIn) replay(source *train.Source) error {
	s, err := source.Open(context.Background(), h.Config)
	if err != nil {
		return err
	}
	if h.Ledger.Total != s.Ledger.Total || h.Ledger.Trainable != s.Ledger.Trainable {
		return fmt.Errorf("it tells of %d trainable of %d parameters, and there are %d of %d", h.Ledger.Trainable, h.Ledger.Total, s.Ledger.Trainable, s.Ledger.Total)
	}
	found, err := s.Measure()
	if err == nil {
		err = h.check(0, found)
	}
	measured := []int{0}
	for step := range h.Step {
		if err == nil {
			err = h.step(s, step, &found, &measured)
		}
	}
	last := h.Losses[h.Step-1]
	switch {
	case err != nil:
		return err
	case h.unmeasured(measured) >= 0:
		return fmt.Errorf("it tells of a measurement after step %d, and there is none", h.unmeasured(measured))
	case h.Loss != nil && !same(float64(*h.Loss), float64(last)):
		return fmt.Errorf("the loss is %v, and the last step's is %v", *h.Loss, last)
	case h.Reason != "" && h.Reason != string(s.Finished()):
		return fmt.Errorf("it ended for the reason %q, and comes to %q", h.Reason, s.Finished())
	case h.Metrics.differ(found) != "":
		return fmt.Errorf("at the end %s", h.Metrics.differ(found))
	case s.Digest() != h.Digest:
		return fmt.Errorf("the digest is %s, and comes to %s", h.Digest, s.Digest())
	}
	return nil
}

// step takes the step after so many, and what is measured then.
func (h handIn) step(s *train.Session, step int, found *map[string]float64, measured *[]int) error {
	for _, t := range h.Turns {
		if t.Step == step {
			if err := s.SetLR(t.LR); err != nil {
				return err
			}
		}
	}
	loss, err := s.Step()
	if err != nil {
		return err
	}
	if !same(float64(h.Losses[step]), float64(loss)) {
		return fmt.Errorf("the loss of step %d is %v, and comes to %v", step+1, h.Losses[step], loss)
	}
	if !s.Due() {
		return nil
	}
	if *found, err = s.Evaluate(); err != nil {
		return err
	}
	*measured = append(*measured, step+1)
	return h.check(step+1, *found)
}

// unmeasured is the first step that a measurement is told of, but not among those
// that are measured; -1 is none.
func (h handIn) unmeasured(steps []int) int {
	for _, e := range h.Evaluations {
		if !slices.Contains(steps, e.Step) {
			return e.Step
		}
	}
	return -1
}

// check compares what was measured after a step.
func (h handIn) check(step int, found map[string]float64) error {
	for _, e := range h.Evaluations {
		if wrong := e.Metrics.differ(found); e.Step == step && wrong != "" {
			return fmt.Errorf("after step %d %s", step, wrong)
		}
	}
	return nil
}
