//go:build !js

package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf16"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
)

// A handIn is a result as a page of Petri saves it.
type handIn struct {
	Version     string            `json:"version"` // of the build that made it
	Name        string            `json:"name"`
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
	Turns  []protocol.Turned `json:"turns"`
	Opened string            `json:"opened"` // of a run that began from a file
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

// parseHandIn reads a result. A file that is none is an error.
func parseHandIn(name string) (h handIn, err error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return h, err
	}
	b = plain(b)
	if len(bytes.TrimSpace(b)) == 0 {
		return h, errors.New("the file is empty")
	}
	err = json.Unmarshal(b, &h)
	if err == nil && h.Config.V == 0 && h.Losses == nil {
		err = errors.New("it tells of no config and no losses")
	}
	if err != nil {
		return h, fmt.Errorf("this is no result that Petri has saved: %w", err)
	}
	return h, nil
}

// plain returns a text as UTF-8 without a mark of the order of its bytes. Editors and
// shells on Windows write such marks, and UTF-16.
func plain(b []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("{\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(b, []byte("\xfe\xff")), bytes.HasPrefix(b, []byte("\x00{")):
		order = binary.BigEndian
	default:
		return bytes.TrimPrefix(b, []byte("\ufeff"))
	}
	var units []uint16
	for ; len(b) > 1; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return []byte(strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff"))
}

// complete fills in what the config leaves out. What it refuses, no run has.
func (h *handIn) complete() (err error) {
	if h.Config, err = train.Catalogue().Complete(h.Config); err != nil {
		return err
	}
	switch {
	case h.Step > h.Config.Stop.Steps:
		return fmt.Errorf("it tells of %d steps, and the run has %d", h.Step, h.Config.Stop.Steps)
	case len(h.Losses) != h.Step:
		return fmt.Errorf("it tells of %d steps and has %d losses", h.Step, len(h.Losses))
	}
	return nil
}

// replay trains once more, and reports the first thing that is not as told.
func (h handIn) replay(s *train.Session) error {
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
	told := float64(h.Losses[step])
	unknown := h.Opened != "" && told != told // of the steps before the file was saved
	if !unknown && !same(told, float64(loss)) {
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
