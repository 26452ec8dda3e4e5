package models

import (
	"math"
	"testing"

	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/stream"
)

func smallViT(t *testing.T) *ViT[float64] {
	t.Helper()
	v := spec.Values{"patch": 2.0, "width": 16.0, "depth": 2.0, "heads": 2.0}
	m, err := newViT[float64](v, colourful, []string{"a", "b", "c"}, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	return m.(*ViT[float64])
}

// The last block computes the token of the class alone, which is what it is among
// all tokens; and pictures stay apart.
func TestViT_ClassTokens(t *testing.T) {
	m := smallViT(t)
	const B, L, H = 3, 6, 16
	b, tape := pictures(colourful, L, B, L), op.NewTape[float64]()
	patches := op.Patches(tape, b.X, m.patches)
	all := copied(m.Forward(tape, patches, inOrder(tape, B, L), L))
	got := copied(m.Classes(tape, patches))
	if len(got) != B*H {
		t.Fatalf("%d numbers for %d classes' tokens of %d", len(got), B, H)
	}
	for i := range B {
		optest.Near(t, "the class's token", got[i*H:][:H], all[i*(1+L)*H:][:H], 1e-12)
	}
}

// The same patches in other places are another picture, but only by their positions.
func TestViT_Positions(t *testing.T) {
	m := smallViT(t)
	const L = 6
	b, tape := pictures(colourful, L, 1, L), op.NewTape[float64]()
	patches := op.Patches(tape, b.X, m.patches)
	turned := op.Gather(tape, patches, []int32{5, 4, 3, 2, 1, 0})
	a, z := copied(m.Classes(tape, patches)), copied(m.Classes(tape, turned))
	if far := math.Abs(a[0] - z[0]); far < 1e-3 {
		t.Errorf("patches that change places move the first number of the class's token by %v", far)
	}
	clear(op.Data[float64](m.positions))
	optest.Near(t, "without positions", copied(m.Classes(tape, turned)), copied(m.Classes(tape, patches)), 1e-12)
}
