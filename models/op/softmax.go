package op

import (
	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Softmax returns exp(x)/Σ exp(x), row by row: x (R,K) → (R,K).
// Gradient: dx = y·(dy − Σ_K dy·y).
func Softmax[F kernel.Float](t *Tape[F], x mat.Tensor) mat.Tensor {
	R, K := Rows(x), Cols(x)
	y, out := t.result(R, K)
	kernel.Softmax(out, Data[F](x), R, K)
	return t.record(y, func(dy []F, d [][]F) { kernel.SoftmaxGrad(d[0], dy, out, R, K) }, x)
}

// SoftmaxCrossEntropy returns the mean over the rows of −log softmax(logits)[label]: logits (B,K), B labels in 0..K-1 → (1,1).
// Gradient: dlogits = (softmax(logits) − onehot(labels))/B. The labels are read again by the gradient.
func SoftmaxCrossEntropy[F kernel.Float](t *Tape[F], logits mat.Tensor, labels []int32) mat.Tensor {
	B, K := Rows(logits), Cols(logits)
	checkIndices("softmax cross-entropy", labels, B, K)
	p := t.keep(B * K)
	y, out := t.result(1, 1)
	out[0] = kernel.CrossEntropy(p, Data[F](logits), labels, B, K)
	return t.record(y, func(dy []F, d [][]F) { kernel.CrossEntropyGrad(d[0], p, labels, B, K, dy[0]) }, logits)
}
