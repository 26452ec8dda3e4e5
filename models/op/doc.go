// Package op holds the differentiable operators that models are written in: one function an operator, its formula and shapes in the
// comment, its gradient in a closure beside the forward pass.
//
// Values are spago tensors: *mat.Dense for inputs, *nn.Param for parameters, *ag.Operator for what operators return. Every tensor is a
// matrix; a batch of B images of C channels is (B, C·H·W), a batch of B sequences of T tokens of width H is (B·T, H). Geometry that the
// matrix does not show is an argument.
//
//	tape := op.NewTape[float32]()
//	for range steps {
//		tape.Reset()
//		x := tape.Input(batch, pixels)
//		fill(op.Data[float32](x))
//		h := op.ReLU(tape, op.Linear(tape, x, w1, b1))
//		loss := op.SoftmaxCrossEntropy(tape, op.Linear(tape, h, w2, b2), labels)
//		tape.Backward(loss)
//		update(op.Data[float32](w1), op.Grad[float32](w1)) // …
//		op.ClearGrad[float32](w1)                          // …
//	}
//
// The letters in the shapes: B batch, T tokens, H width, C and OC channels in and out, I and O units in and out, V rows of a table,
// K classes, R any number of rows.
//
// A weight's rows are its output units: a linear layer's w is (O, I), a convolution's is (OC, C·KH·KW).
//
// Shapes that do not fit are bugs of the caller: every operator panics with a sentence that names itself and both shapes.
//
// # Why a tape beside spago's ag.Backward
//
// ag.Backward starts a goroutine for every operator and sums the gradients of a shared tensor in whatever order these finish; a panic in
// one of them ends the program. Tape.Backward walks the same ag.AutoGradFunctions in reverse order of creation on the caller's
// goroutine: the same bits every time, and one recover is enough. Operators accumulate straight into the operands' gradients, and the
// tape hands out last step's buffers again, so that a step in steady state allocates a few kilobytes of graph and no numbers.
package op
