//go:build !js

package worker

import (
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

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
			return map[string]any{"version": protocol.Version, "config": started.Config, "ledger": started.Ledger, "digest": e.Digest, "step": e.Step, "reason": e.Reason,
				"metrics": e.Metrics, "losses": losses, "evaluations": points, "turns": state.Turns}
		}
	}
}

// build has this program know its build for the time of a test.
func build(t *testing.T, version string) {
	before := protocol.Version
	protocol.Version = version
	t.Cleanup(func() { protocol.Version = before })
}

// written writes a result to a file of its own, and returns its name.
func written(t *testing.T, folder, name string, result map[string]any) string {
	t.Helper()
	b, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(folder, name)
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// replay runs the command, and returns what it says and its exit status.
func replay(args ...string) (string, int) {
	var out strings.Builder
	err := Replay(append([]string{"-static", "../../static"}, args...), &out, io.Discard)
	if err == nil {
		return out.String(), 0
	}
	exit := Exit{Status: -1}
	errors.As(err, &exit)
	return out.String(), exit.Status
}

func changed(result map[string]any, field string, value any) map[string]any {
	result = maps.Clone(result)
	result[field] = value
	return result
}

func TestReplay(t *testing.T) {
	build(t, "here")
	result, folder := handedIn(t), t.TempDir()
	out, status := replay(written(t, folder, "anna.json", result))
	for _, part := range []string{"anna.json holds: 20 steps, accuracy 0.", "d 750, digest ", "; learning rate turned by hand at step 7 to 0.02"} {
		if status != 0 || !strings.Contains(out, part) {
			t.Fatalf("an honest result: %s, status %d", out, status)
		}
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
		"fewer losses":         {"losses", []protocol.Number{1}, "has 1 losses"},
		"an unknown model":     {"config", map[string]any{"model": map[string]any{"name": "vgg"}}, "vgg"},
	} {
		file := written(t, folder, "ben.json", changed(result, tc.field, tc.value))
		if out, status := replay(file); status != 1 || !strings.Contains(out, "ben.json does not hold: ") || !strings.Contains(out, tc.says) {
			t.Errorf("%s: %s, status %d", name, out, status)
		}
	}
}

// What another build made may come to other numbers: nobody is to blame.
func TestReplay_otherBuild(t *testing.T) {
	build(t, "here")
	result, folder := handedIn(t), t.TempDir()
	losses := slices.Clone(result["losses"].([]protocol.Number))
	losses[2] += 1e-7
	off := changed(result, "losses", losses)
	for name, tc := range map[string]struct {
		made, here string
		result     map[string]any
		status     int
		says       string
	}{
		"and holds":                    {"there", "here", result, 0, "holds: 20 steps"},
		"one loss is off":              {"there", "here", off, 3, "differs, and the builds differ (there made it, this is here): the loss of step 3 is"},
		"an unknown knob":              {"there", "here", changed(result, "config", map[string]any{"v": 1, "model": map[string]any{"name": "vgg"}}), 3, "vgg"},
		"no build is told":             {"", "here", off, 3, "does not say of which build it is"},
		"this program knows no build":  {"there", "dev", off, 3, "this program does not know its own"},
		"nor does the one of the file": {"dev", "dev", off, 3, "whether the builds differ is not known"},
	} {
		build(t, tc.here)
		out, status := replay(written(t, folder, "anna.json", changed(tc.result, "version", tc.made)))
		if status != tc.status || !strings.Contains(out, tc.says) || strings.Contains(out, "does not hold") {
			t.Errorf("%s: %s, status %d", name, out, status)
		}
	}
}

// No file is too odd to be read, or is said to hold what it does not.
func TestReplay_files(t *testing.T) {
	build(t, "here")
	result, folder := handedIn(t), t.TempDir()
	name := written(t, folder, "anna.json", result)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(string(text)))
	little, _ := binary.Append(nil, binary.LittleEndian, units)
	big, _ := binary.Append(nil, binary.BigEndian, units)
	for what, tc := range map[string]struct {
		text   string
		status int
		says   string
	}{
		"a byte-order mark":       {"\ufeff" + string(text), 0, "holds"},
		"UTF-16":                  {"\xff\xfe" + string(little), 0, "holds"},
		"UTF-16, big-endian":      {"\xfe\xff" + string(big), 0, "holds"},
		"UTF-16 without a mark":   {string(little), 0, "holds"},
		"nothing":                 {" \n", 4, "cannot be read: the file is empty"},
		"no JSON":                 {"PK\x03\x04", 4, "cannot be read: this is no result"},
		"another JSON":            {`{"sweep":{}}`, 4, "cannot be read: this is no result"},
		"a list":                  {`[]`, 4, "cannot be read: this is no result"},
		"a run that is not over":  {strings.Replace(string(text), result["digest"].(string), "", 1), 4, "cannot be checked: the run is not over"},
		"a run of an opened file": {strings.Replace(string(text), `"losses":[`, `"opened":"weights","losses":[7`, 1), 4, "cannot be checked: the run began from a file"},
	} {
		if err := os.WriteFile(name, []byte(tc.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, status := replay(name); status != tc.status || !strings.Contains(out, tc.says) || strings.Contains(out, "does not hold") {
			t.Errorf("%s: %s, status %d", what, out, status)
		}
	}
	for arg, says := range map[string]string{
		filepath.Join(folder, "none.json"):  "cannot be read",
		filepath.Join(folder, "*.txt"):      "cannot be read: no file has such a name",
		filepath.Join(folder, "no", "[.js"): "cannot be read",
		t.TempDir():                         "cannot be read: this folder holds no *.json",
	} {
		if out, status := replay(arg); status != 4 || !strings.Contains(out, says) {
			t.Errorf("%s: %s, status %d", arg, out, status)
		}
	}
	name = written(t, folder, "anna.json", result)
	out := new(strings.Builder)
	if err := Replay([]string{"-static", folder, name}, out, io.Discard); !strings.Contains(out.String(), "cannot be checked") {
		t.Errorf("without the data: %s, %v", out, err)
	}
}

// Several results are a table, in which the copies are marked.
func TestReplay_table(t *testing.T) {
	build(t, "here")
	result, folder := handedIn(t), t.TempDir()
	result["name"] = "=1+1"
	written(t, folder, "anna.json", result)
	written(t, folder, "ben.json", changed(result, "name", "Ben"))
	written(t, folder, "carl.json", changed(result, "digest", strings.Repeat("0", 64)))
	if err := os.WriteFile(filepath.Join(folder, "dora.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	anna := filepath.Join(folder, "anna.json")
	out, status := replay(filepath.Join(folder, "*.json"), anna) // once
	if status != 1 || !regexp.MustCompile(`(?m)^file +name +method +d +accuracy +digest +verdict +duplicate of$`).MatchString(out) || strings.Count(out, "duplicate") != 1 {
		t.Errorf("status %d, table:\n%s", status, out)
	}
	out, status = replay("-csv", folder)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || status != 1 || len(rows) != 5 {
		t.Fatalf("status %d, %v:\n%s", status, err, out)
	}
	for i, want := range [][]string{{"'=1+1", "holds", ""}, {"Ben", "holds", anna}, {"'=1+1", "does not hold", anna}, {"", "cannot be read", ""}} {
		if row := rows[i+1]; row[1] != want[0] || row[6] != want[1] || row[7] != want[2] || i < 3 && (row[2] != "subspace" || row[3] != "750" || row[4] == "") {
			t.Errorf("row %d: %q, want %q", i+1, row, want)
		}
	}
}

func TestReplayRefuses(t *testing.T) {
	if err := Replay(nil, nil, nil); !errors.As(err, new(Exit)) || err.(Exit).Status != 2 || !strings.Contains(err.Error(), "handed in") {
		t.Errorf("no file: %v", err)
	}
	var out strings.Builder
	if err := Replay([]string{"-h"}, &out, nil); err != nil || !strings.Contains(out.String(), "replay anna.json") {
		t.Errorf("help: %s, %v", out.String(), err)
	}
}
