package op

import (
	"fmt"
	"math"

	"github.com/nlpodyssey/spago/mat"

	"petri/models/kernel"
)

// Heads says how attention divides its operands: B sequences one below the other, N heads side by side.
type Heads struct {
	B, N int
	// Causal keeps a query from what comes after it. The last query is aligned with the last key, so that keys put before a sequence
	// (a prefix, a prompt) are seen by all its queries.
	Causal bool
}

// Attention returns softmax(q·kᵀ/√D)·v for every sequence and head (Vaswani et al., arXiv:1706.03762): q (B·Tq, N·D), k (B·Tk, N·D),
// v (B·Tk, N·D) → (B·Tq, N·D). The probabilities, B·N·Tq·Tk numbers, are kept for the gradient.
// Gradient, head by head: with p the probabilities and dp = dy·vᵀ, ds = p·(dp − Σ_Tk p·dp), dq = ds·k/√D, dk = dsᵀ·q/√D, dv = pᵀ·dy.
func Attention[F kernel.Float](t *Tape[F], q, k, v mat.Tensor, h Heads) mat.Tensor {
	h.check(q, k, v)
	a := attention[F]{
		Heads: h, Tq: Rows(q) / h.B, Tk: Rows(k) / h.B, D: Cols(q) / h.N,
		q: t.keep(q.Size()), k: t.keep(k.Size()), v: t.keep(v.Size()),
	}
	a.p = t.keep(h.B * h.N * a.Tq * a.Tk)
	split(a.q, Data[F](q), h, a.D)
	split(a.k, Data[F](k), h, a.D)
	split(a.v, Data[F](v), h, a.D)
	kernel.Scale(a.q, a.scale())

	y, out := t.result(Rows(q), Cols(q))
	join(out, a.forward(t), h, a.D)
	if t.Watch != nil {
		t.Watch(a.p, h, a.Tq, a.Tk)
	}
	return t.record(y, func(dy []F, d [][]F) {
		dq, dk, dv := a.backward(t, dy)
		if d[0] != nil {
			kernel.Scale(dq, a.scale())
			join(d[0], dq, h, a.D)
		}
		if d[1] != nil {
			join(d[1], dk, h, a.D)
		}
		if d[2] != nil {
			join(d[2], dv, h, a.D)
		}
	}, q, k, v)
}

// attention holds the operands by sequence and head, so that each head is a matrix of its own: q (B,N,Tq,D), multiplied by 1/√D,
// k and v (B,N,Tk,D), and the probabilities p (B,N,Tq,Tk).
type attention[F kernel.Float] struct {
	Heads
	Tq, Tk, D  int
	q, k, v, p []F
}

func (a *attention[F]) scale() F { return F(1 / math.Sqrt(float64(a.D))) }

// forward computes p and returns the heads' results (B,N,Tq,D) in the tape's scratch.
func (a *attention[F]) forward(t *Tape[F]) []F {
	y := t.scratch(len(a.q))
	clear(y)
	n := a.B * a.N
	for i := range n {
		p := row(a.p, i, n)
		kernel.GemmBT(p, row(a.q, i, n), row(a.k, i, n), a.Tq, a.Tk, a.D)
		if a.Causal {
			hideFuture(p, a.Tq, a.Tk)
		}
		kernel.Softmax(p, p, a.Tq, a.Tk)
		kernel.Gemm(row(y, i, n), p, row(a.v, i, n), a.Tq, a.D, a.Tk)
		t.yield()
	}
	return y
}

// backward returns the gradients of a.q, a.k and a.v in the tape's scratch, from dy (B·Tq, N·D).
func (a *attention[F]) backward(t *Tape[F], dy []F) (dq, dk, dv []F) {
	work := t.scratch(2*len(a.q) + 2*len(a.k) + 2*a.Tq*a.Tk)
	clear(work)
	heads, work := cut(work, len(a.q))
	dq, work = cut(work, len(a.q))
	dk, work = cut(work, len(a.k))
	dv, work = cut(work, len(a.k))
	dp, ds := cut(work, a.Tq*a.Tk)
	split(heads, dy, a.Heads, a.D)
	n := a.B * a.N
	for i := range n {
		p, dy := row(a.p, i, n), row(heads, i, n)
		kernel.GemmAT(row(dv, i, n), p, dy, a.Tk, a.D, a.Tq)
		clear(dp)
		kernel.GemmBT(dp, dy, row(a.v, i, n), a.Tq, a.Tk, a.D)
		clear(ds)
		kernel.SoftmaxGrad(ds, dp, p, a.Tq, a.Tk)
		kernel.Gemm(row(dq, i, n), ds, row(a.k, i, n), a.Tq, a.D, a.Tk)
		kernel.GemmAT(row(dk, i, n), ds, row(a.q, i, n), a.Tk, a.D, a.Tq)
		t.yield()
	}
	return dq, dk, dv
}

// hideFuture sets the scores s (Tq,Tk) of keys that come after their query to −∞.
func hideFuture[F kernel.Float](s []F, Tq, Tk int) {
	for i := range Tq {
		future := s[i*Tk:][:Tk][Tk-Tq+i+1:]
		for j := range future {
			future[j] = F(math.Inf(-1))
		}
	}
}

// check panics unless the operands can be divided as h says.
func (h Heads) check(q, k, v mat.Tensor) {
	checkSameShape("attention: k and v", k, v)
	if Cols(q) != Cols(k) || h.N < 1 || Cols(q)%h.N != 0 {
		panic(fmt.Sprintf("op: attention: q has %d columns, k %d, for %d heads", Cols(q), Cols(k), h.N))
	}
	if h.B < 1 || Rows(q)%h.B != 0 || Rows(k)%h.B != 0 {
		panic(fmt.Sprintf("op: attention: q has %d rows, k %d, for %d sequences", Rows(q), Rows(k), h.B))
	}
	if h.Causal && Rows(q) > Rows(k) {
		panic(fmt.Sprintf("op: attention: causal with %d queries for %d keys", Rows(q), Rows(k)))
	}
}

// split copies src (B,T,N,D) to dst (B,N,T,D).
func split[F kernel.Float](dst, src []F, h Heads, D int) {
	h.eachRow(len(src), D, func(joined, split int) { copy(dst[split:split+D], src[joined:]) })
}

// join adds src (B,N,T,D) to dst (B,T,N,D).
func join[F kernel.Float](dst, src []F, h Heads, D int) {
	h.eachRow(len(src), D, func(joined, split int) { kernel.Add(dst[joined:joined+D], src[split:split+D]) })
}

// eachRow calls f for every row of D numbers with its place in the layouts (B,T,N,D) and (B,N,T,D).
func (h Heads) eachRow(size, D int, f func(joined, split int)) {
	T := size / (h.B * h.N * D)
	for b := range h.B {
		for n := range h.N {
			for i := range T {
				f(((b*T+i)*h.N+n)*D, ((b*h.N+n)*T+i)*D)
			}
		}
	}
}
