package train

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"petri/models/op"
	"petri/models/spec"
)

// Whatever is trained, on whatever model, what the ledger calls frozen is after
// some steps as it was before the first.
func TestFrozenStays(t *testing.T) {
	most(t, func(t *testing.T, _ string, cfg spec.Config) {
		cfg.Stop.Steps = 3
		s := newSession(t, cfg)
		before := s.Ledger.Hash
		if (before == "") != (s.Ledger.Frozen == 0) {
			t.Fatalf("%d values are frozen and their hash is %q", s.Ledger.Frozen, before)
		}
		run(t, s, 3)
		if now := s.Frozen(); now != before {
			t.Errorf("what is frozen had the hash %.8s and has %.8s", before, now)
		}
	})
}

// A frozen value that changes in its last bit is noticed; a trained one is not
// among them.
func TestFrozenNoticesChanges(t *testing.T) {
	s := newSession(t, digits("bitfit", 3))
	for i, p := range s.params {
		value := &op.Data[float32](p)[p.Size()-1]
		old := *value
		*value = old + 1
		if changed := s.Frozen() != s.Ledger.Hash; changed != (s.Ledger.Tensors[i].Role == spec.Frozen) {
			t.Errorf("%s is %s: the hash has changed: %t", p.Name, s.Ledger.Tensors[i].Role, changed)
		}
		*value = old
	}
}

// The hash is of the bytes that anyone can take from the exported weights.
func TestFrozenByHand(t *testing.T) {
	s := newSession(t, digits("probe", 3))
	var b []byte
	for i, p := range s.params {
		if s.Ledger.Tensors[i].Role == spec.Frozen {
			for _, x := range op.Data[float32](p) {
				b = appendBits(b, x)
			}
		}
	}
	sum := sha256.Sum256(b)
	if want := hex.EncodeToString(sum[:]); len(b) != 4*s.Ledger.Frozen || s.Ledger.Hash != want {
		t.Errorf("%d bytes with the hash %.8s, not %.8s", len(b), s.Ledger.Hash, want)
	}
}
