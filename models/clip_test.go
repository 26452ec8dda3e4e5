package models

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/spec"
	"petri/models/words"
)

var garments = []string{"Dress", "Ankle boot", "7"}

func newTestCLIP(t *testing.T, prompt string, classes ...string) *CLIP[float64] {
	t.Helper()
	m, err := newCLIP[float64](spec.Values{"prompt": prompt}, spec.Shape{C: 1, H: 16, W: 16}, classes, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	clip := m.(*CLIP[float64])
	rng := rand.New(rand.NewPCG(3, 4)) // words this far apart make a difference
	for _, p := range clip.Words.Params("") {
		for i, x := 0, op.Data[float64](p); i < len(x); i++ {
			x[i] = rng.NormFloat64()
		}
	}
	return clip
}

// spell writes tokens as words, and the rows of a prompt as v0, v1, ….
func spell(tokens []int32) string {
	var all []string
	for _, token := range tokens {
		if n := int(token) - words.Count(); n >= 0 {
			all = append(all, fmt.Sprintf("v%d", n))
		} else {
			all = append(all, words.Word(token))
		}
	}
	return strings.Join(all, " ")
}

func TestPrompted(t *testing.T) {
	v := int32(words.Count())
	rows := []int32{v, v + 1, v + 2}
	for place, want := range map[Place]string{
		NameAtEnd:    "<start> v0 v1 v2 ankle boot . <end>",
		NameInMiddle: "<start> v0 ankle boot v1 v2 . <end>",
		NameAtFront:  "<start> ankle boot v0 v1 v2 . <end>",
	} {
		if got := spell(prompted(name("Ankle boot"), rows, place)); got != want {
			t.Errorf("%s: %q, want %q", place, got, want)
		}
	}
	if got := spell(sentence("A bold seven, please.", 24)); got != "<start> a bold seven . <end>" {
		t.Errorf("a sentence is %q", got)
	}
	if got := sentence(strings.Repeat("a ", 100), 24); len(got) != 24 || got[23] != words.End {
		t.Errorf("a long text is %d tokens: %q", len(got), spell(got))
	}
	if got := spell(name("a very T-shirt/top bag")); got != "a t-shirt" {
		t.Errorf("a long name is read as %q", got)
	}
}

// A text means the same whatever stands beside it in the batch: what is behind its
// end is not seen.
func TestCLIP_TextsAlone(t *testing.T) {
	m, tape := newTestCLIP(t, "a photo of a", garments...), op.NewTape[float64]()
	texts := []string{"7", "a photo of an ankle boot", ""}
	x := optest.Random(1, 2, 256)
	all := slices.Clone(op.Data[float64](m.Compare(tape, x, texts)))
	for i, text := range texts {
		alone := op.Data[float64](m.Compare(tape, x, []string{text}))
		optest.Near(t, text, alone, []float64{all[i], all[3+i]}, 1e-12)
	}
}

// The class texts are the words of the prompt, the name and a full stop.
func TestCLIP_Classes(t *testing.T) {
	x := optest.Random(1, 2, 256)
	for prompt, texts := range map[string][]string{
		"a photo of a": {"a photo of a dress.", "a photo of a ankle boot.", "a photo of a 7."},
		"name alone":   {"dress.", "ankle boot.", "7."},
	} {
		m, tape := newTestCLIP(t, prompt, garments...), op.NewTape[float64]()
		optest.Near(t, prompt, op.Data[float64](m.Logits(tape, x)), op.Data[float64](m.Compare(tape, x, texts)), 1e-12)
	}
}

// Vectors of words read as the words do; those of one class change nothing for
// another.
func TestCLIP_Prompt(t *testing.T) {
	m, tape := newTestCLIP(t, "a photo of a", garments...), op.NewTape[float64]()
	x := optest.Random(1, 2, 256)
	want := slices.Clone(op.Data[float64](m.Logits(tape, x)))
	photo, _ := words.Tokens("a photo of a")
	context := op.Gather(tape, m.Words.W, photo)
	m.SetPrompt(Prompt{Rows: context, Length: 4, Place: NameAtEnd})
	optest.Near(t, "shared", op.Data[float64](m.Logits(tape, x)), want, 1e-12)

	each := op.ConcatRows(tape, context, context, context)
	m.SetPrompt(Prompt{Rows: each, Length: 4, Place: NameAtEnd})
	optest.Near(t, "of each class", op.Data[float64](m.Logits(tape, x)), want, 1e-12)
	op.Data[float64](each)[4*clipWidth] += 1 // of class 1
	for i, v := range op.Data[float64](m.Logits(tape, x)) {
		if changed := math.Abs(v-want[i]) > 1e-9; changed != (i%3 == 1) {
			t.Errorf("logit %d was %v and is %v", i, want[i], v)
		}
	}
}

// By hand from the cosines: the mean over both directions of −log softmax of the
// true pairs. The scale stays below 100.
func TestCLIP_Contrast(t *testing.T) {
	m, tape := newTestCLIP(t, "a photo of a", garments...), op.NewTape[float64]()
	b := Batch{X: optest.Random(1, 2, 256), Labels: []int32{0, 1}, Captions: []string{"a dress", "the boot"}}
	logits := slices.Clone(op.Data[float64](m.Compare(tape, b.X, b.Captions)))
	lse := func(a, b float64) float64 { return math.Log(math.Exp(a) + math.Exp(b)) }
	want := (lse(logits[0], logits[1]) + lse(logits[2], logits[3]) + lse(logits[0], logits[2]) + lse(logits[1], logits[3]) - 2*logits[0] - 2*logits[3]) / 4
	optest.Near(t, "loss", op.Data[float64](m.Loss(tape, b)), []float64{want}, 1e-12)

	op.Data[float64](m.Scale)[0] = 0
	cosines := slices.Clone(op.Data[float64](m.Compare(tape, b.X, b.Captions)))
	for i, scale := range []float64{math.Log(1 / .07), math.Log(100), 9} {
		op.Data[float64](m.Scale)[0] = scale
		factor := []float64{1 / .07, 100, 100}[i]
		for j, v := range op.Data[float64](m.Compare(tape, b.X, b.Captions)) {
			if math.Abs(cosines[j]) > 1 || math.Abs(v-factor*cosines[j]) > 1e-9 {
				t.Errorf("cosine %v at scale %v is %v", cosines[j], factor, v)
			}
		}
	}
}

func TestCLIP_ContrastGradients(t *testing.T) {
	m, tape := newTestCLIP(t, "a photo of a", garments...), op.NewTape[float64]()
	b := Batch{X: optest.Random(1, 3, 256), Labels: []int32{0, 1, 2}, Captions: []string{"a dress", "the boot", "seven"}}
	forward := func() mat.Tensor { tape.Reset(); return m.Loss(tape, b) }
	var params []mat.Tensor
	for _, p := range m.Params() {
		params = append(params, p)
	}
	optest.CheckDirections(t, func() float64 { return op.Data[float64](forward())[0] }, func() { tape.Backward(forward()) }, params...)
}

func TestCLIP_Small(t *testing.T) {
	_, err := newCLIP[float32](spec.Values{"prompt": "this is a"}, spec.Shape{C: 1, H: 8, W: 8}, garments, rand.New(rand.NewPCG(1, 2)))
	if err == nil || !strings.Contains(err.Error(), "at least 16×16") {
		t.Errorf("pictures of 8×8: %v", err)
	}
}

// A prompt is learned from classes where the examples have captions, too: these have
// no place for it.
func TestCLIP_PromptDespiteCaptions(t *testing.T) {
	m, tape := newTestCLIP(t, "a photo of a", garments...), op.NewTape[float64]()
	rows := optest.Random(5, 2, clipWidth)
	m.SetPrompt(Prompt{Rows: rows, Length: 2, Place: NameAtEnd})
	tape.Backward(m.Loss(tape, Batch{X: optest.Random(1, 2, 256), Labels: []int32{0, 1}, Captions: []string{"a dress", "the boot"}}))
	for _, g := range op.Grad[float64](rows) {
		if g != 0 {
			return
		}
	}
	t.Error("nothing is learned")
}
