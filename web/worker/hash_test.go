package worker

import (
	"testing"

	"petri/models/spec"
	"petri/web/protocol"
)

// The hash of what is frozen comes before the first step, with every measurement
// and at the end.
func TestHashOfWhatIsFrozen(t *testing.T) {
	c := newClient(t, site())
	cfg := digits(10)
	cfg.Method = spec.Part{Name: "bitfit"}
	c.do(&protocol.Start{Config: cfg})
	before := await[*protocol.Started](c).Ledger.Hash
	if len(before) != 64 {
		t.Errorf("before the first step it is %q", before)
	}
	for range 2 {
		if e := await[*protocol.Evaluated](c); e.Hash != before {
			t.Errorf("at step %d it is %q, not %q", e.Step, e.Hash, before)
		}
	}
	if done := await[*protocol.Done](c); done.Hash != before {
		t.Errorf("at the end it is %q, not %q", done.Hash, before)
	}
}
