package models

import (
	"math"
	"slices"
	"strings"
	"testing"

	"petri/models/op"
	"petri/models/op/optest"
	"petri/models/pieces"
	"petri/models/spec"
	"petri/models/stream"
)

var textShape = spec.Shape{C: 2, H: 1, W: optest.TextLength}

func newTestLM(t *testing.T, classes ...string) *LM[float64] {
	t.Helper()
	m, err := newLM[float64](spec.Values{"width": "32"}, textShape, classes, stream.New(1, "init"))
	if err != nil {
		t.Fatal(err)
	}
	lm := m.(*LM[float64])
	for i, x := 0, op.Data[float64](lm.Words.W); i < len(x); i++ {
		x[i] *= 20 // vectors this far apart make a difference
	}
	return lm
}

// loss is that of one text.
func (m *LM[F]) loss(tokens ...int32) float64 {
	y := m.Loss(op.NewTape[F](), Batch{Tokens: tokens, Labels: make([]int32, len(tokens)/m.length)})
	return float64(op.Data[F](y)[0])
}

// surprise is −log p of a token after a text.
func (m *LM[F]) surprise(token int32, text ...int32) float64 {
	logits := op.Data[F](m.Next(op.NewTape[F](), text))
	sum := 0.0
	for _, v := range logits {
		sum += math.Exp(float64(v))
	}
	return math.Log(sum) - float64(logits[token])
}

// TestLMLearnsTheAnswer has the loss be that of the token behind Ask alone, whatever
// follows; of a text without Ask it is the mean over all tokens that have one before
// them, and padding is none.
func TestLMLearnsTheAnswer(t *testing.T) {
	m, pad := newTestLM(t), pieces.Pad
	optest.Near(t, "answer", []float64{m.loss(5, 9, pieces.Ask, 7, pad, pad, pad)}, []float64{m.surprise(7, 5, 9, pieces.Ask)}, 1e-9)
	optest.Near(t, "whatever follows", []float64{m.loss(5, 9, pieces.Ask, 7, 3, 3, 3)}, []float64{m.loss(5, 9, pieces.Ask, 7, pad, pad, pad)}, 1e-9)
	want := (m.surprise(9, 5) + m.surprise(4, 5, 9)) / 2
	optest.Near(t, "text", []float64{m.loss(5, 9, 4, pad, pad, pad, pad)}, []float64{want}, 1e-9)
	both := m.loss(5, 9, 4, pad, pad, pad, pad, 5, 9, pieces.Ask, 7, pad, pad, pad)
	optest.Near(t, "both", []float64{both}, []float64{(m.surprise(9, 5) + m.surprise(4, 5, 9) + m.surprise(7, 5, 9, pieces.Ask)) / 3}, 1e-9)
}

// TestLMReadsAPromptFirst has words as vectors before a text be the same as the words.
func TestLMReadsAPromptFirst(t *testing.T) {
	m := newTestLM(t)
	plain := m.surprise(7, 11, 12, 5, 9)
	table, H := op.Data[float64](m.Words.W), op.Cols(m.Words.W)
	m.SetPrompt(Prompt{Rows: optest.Tensor(2, slices.Concat(table[11*H:12*H], table[12*H:13*H])...), Length: 2})
	optest.Near(t, "surprise", []float64{m.surprise(7, 5, 9)}, []float64{plain}, 1e-9)
}

// TestLMMeasures has classes be told apart by the logits of their names alone, and
// counts tokens where there are no classes.
func TestLMMeasures(t *testing.T) {
	tape, answers := op.NewTape[float64](), []string{"good", "bad", "first"}
	m, s := newTestLM(t, answers...), Score{}
	tokens, labels := optest.Texts(20, pieces.Count(), pieces.Ask, m.Answers())
	m.Measure(tape, Batch{Tokens: tokens, Labels: labels}, &s)
	if s.Classes != 3 || len(s.Predicted) != 20 || s.Guessed != 0 {
		t.Fatalf("%d classes, %d predictions, %d tokens guessed: want 3, 20, 0", s.Classes, len(s.Predicted), s.Guessed)
	}
	for i, predicted := range s.Predicted {
		text := tokens[i*m.length:][:m.length-1]
		for _, answer := range m.Answers() {
			if m.surprise(answer, text...) < m.surprise(m.Answers()[predicted], text...) {
				t.Errorf("text %d: predicts %s, but %s is likelier", i, answers[predicted], pieces.Piece(answer))
			}
		}
	}
	optest.Near(t, "loss", []float64{s.Metrics()["testLoss"]}, []float64{m.loss(tokens...)}, 1e-9)

	m, s = newTestLM(t, "text"), Score{}
	m.Measure(tape, Batch{Tokens: tokens, Labels: labels}, &s)
	if s.Guessed != 20 || s.Predicted != nil || s.Metrics()["accuracy"] != float64(s.Right)/20 {
		t.Errorf("%d tokens guessed, %d of them right, %v", s.Guessed, s.Right, s.Metrics())
	}
}

func TestLMRefusesPictures(t *testing.T) {
	_, err := newLM[float64](spec.Values{"width": "32"}, spec.Shape{C: 1, H: 8, W: 8}, nil, stream.New(1, "init"))
	if field, ok := err.(*spec.FieldError); !ok || field.Field != "model" || !strings.Contains(err.Error(), "choose a data set of texts") {
		t.Errorf("%v: want a sentence that says what would do", err)
	}
}
