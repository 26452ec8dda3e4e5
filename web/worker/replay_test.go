//go:build !js

package worker

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// handedIn trains a run, turned once on the way, and returns its result as the page
// would save it.
func handedIn(t *testing.T) map[string]any {
	t.Helper()
	c := newClient(t, site())
	state := protocol.State{Config: digits(20), Step: 20, Turns: []protocol.Turned{{Step: 7, LR: 0.02}}}
	c.do(&protocol.SetState{State: state})
	started := await[*protocol.Started](c)
	var losses []protocol.Number
	var points []any
	for {
		switch e := (<-c.events).(type) {
		case *protocol.Metrics:
			losses = append(losses, e.Losses...)
		case *protocol.Evaluated:
			points = append(points, map[string]any{"step": e.Step, "metrics": e.Metrics})
		case *protocol.Turned:
			if *e != state.Turns[0] {
				t.Errorf("turned %+v", e)
			}
		case *protocol.Done:
			return map[string]any{"config": started.Config, "ledger": started.Ledger, "digest": e.Digest, "step": e.Step, "reason": e.Reason,
				"metrics": e.Metrics, "losses": losses, "evaluations": points, "turns": state.Turns}
		}
	}
}

func replayed(t *testing.T, result map[string]any) (string, error) {
	t.Helper()
	b, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "anna.json")
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err = Replay([]string{"-static", "../../static", name}, &out, nil)
	return out.String(), err
}

func TestReplay(t *testing.T) {
	result := handedIn(t)
	if out, err := replayed(t, result); err != nil || !strings.Contains(out, "anna.json holds: 20 steps") {
		t.Fatalf("an honest result: %s, %v", out, err)
	}
	otherSeed := result["config"].(spec.Config)
	otherSeed.Seed = 9
	for name, tc := range map[string]struct {
		field string
		value any
		says  string
	}{
		"a better accuracy":    {"metrics", map[string]any{"accuracy": 0.999}, "at the end accuracy is 0.999"},
		"another digest":       {"digest", strings.Repeat("0", 64), "the digest is 000"},
		"another seed":         {"config", otherSeed, "comes to"},
		"a lower loss":         {"losses", append([]protocol.Number{0.1}, result["losses"].([]protocol.Number)[1:]...), "the loss of step 1 is 0.1"},
		"a better measurement": {"evaluations", []any{map[string]any{"step": 20, "metrics": map[string]any{"accuracy": 1}}}, "after step 20 accuracy is 1"},
		"a measurement more":   {"evaluations", []any{map[string]any{"step": 13, "metrics": map[string]any{"accuracy": 1}}}, "after step 13"},
		"another last loss":    {"loss", 0.001, "the loss is 0.001"},
		"another reason":       {"reason", "accuracy", "for the reason"},
		"fewer parameters":     {"ledger", map[string]any{"total": 1, "trainable": 1}, "1 trainable of 1"},
		"without its turn":     {"turns", nil, "the loss of step"},
		"a run that goes on":   {"digest", "", "not over"},
		"fewer losses":         {"losses", []protocol.Number{1}, "has 1 losses"},
		"an unknown model":     {"config", map[string]any{"model": map[string]any{"name": "vgg"}}, "vgg"},
	} {
		tampered := map[string]any{}
		for k, v := range result {
			tampered[k] = v
		}
		tampered[tc.field] = tc.value
		if out, err := replayed(t, tampered); err == nil || !strings.Contains(out, "does not hold") || !strings.Contains(out, tc.says) {
			t.Errorf("%s: %s, %v", name, out, err)
		}
	}
}

func TestReplayRefuses(t *testing.T) {
	if err := Replay(nil, nil, nil); err == nil || !strings.Contains(err.Error(), "handed in") {
		t.Errorf("no file: %v", err)
	}
	var out strings.Builder
	if err := Replay([]string{"-h"}, &out, nil); err != nil || !strings.Contains(out.String(), "replay anna.json") {
		t.Errorf("help: %s, %v", out.String(), err)
	}
}
