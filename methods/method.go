// Package methods holds how models are trained: one method a file, each
// registering itself. A method decides which numbers the optimiser holds; it
// sees a model only as a list of named parameters and never names one.
//
// The base interface is small. What a method does beyond choosing parameters
// it says through optional interfaces, found by type assertion: Weights for
// those that compute the model's weights from numbers of their own, Tokens for
// those that put vectors among a model's words, Inside for those that take part in
// what its blocks compute.
package methods

import (
	"math/rand/v2"
	"strings"

	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/nn"

	"petri/models"
	"petri/models/kernel"
	"petri/models/layer"
	"petri/models/op"
	"petri/models/registry"
	"petri/models/spec"
)

// A Method says what of a model is trained.
type Method[F kernel.Float] interface {
	// Attach binds the method to the parameters of one model before step 0
	// and returns the tensors that the optimiser holds: some of params, or
	// tensors of the method's own. It leaves RequiresGrad set on exactly the
	// params whose gradients it needs. Every random number follows from seed.
	// The error is a *spec.FieldError.
	Attach(params []layer.Named, seed int) ([]layer.Named, error)

	// Count is the number of trained values by formula; the ledger compares
	// it with what the optimiser holds.
	Count(params []layer.Named) int
}

// Weights is a method that computes the model's weights off the tape.
type Weights interface {
	// Fill writes the effective weights before a forward pass.
	Fill()

	// Pull adds the gradients of the effective weights, mapped back, to those
	// of the trained tensors after a backward pass.
	Pull()
}

// Tokens is a method that puts vectors of its own among the words of a model that
// can read them. Its site is spec.Words or spec.Sequence.
type Tokens interface {
	// Read tells, before Attach, what the vectors have to fit. The error is a
	// *spec.FieldError.
	Read(l models.Lexicon) error

	// Prompt returns, after Attach, what stands in the texts.
	Prompt() models.Prompt
}

// Inside is a method that takes part in what the blocks of a transformer compute. Its
// site is spec.Blocks.
type Inside[F kernel.Float] interface {
	// Enter tells, before Attach, which blocks these are; Attach sets what they
	// call. The error is a *spec.FieldError.
	Enter(blocks []*layer.Block[F]) error
}

// Portable is a method that Python's peft knows too. Its info says so: Adapter.
type Portable interface {
	// Port returns the name that peft has for a trained parameter, and what stands in
	// its adapter_config.json.
	Port() (name func(string) string, config map[string]any)
}

// Bind attaches a method to a model whose parameters are params. The error is a
// *spec.FieldError.
func Bind[F kernel.Float](m Method[F], model models.Model[F], params []layer.Named, seed int) (trained []layer.Named, err error) {
	tokens, learnsWords := m.(Tokens)
	prompted, readsThem := model.(models.Prompted[F])
	if learnsWords {
		if !readsThem {
			return nil, unfit("the method learns words, and the model reads none: choose a model that reads texts")
		}
		if err := tokens.Read(prompted.Lexicon()); err != nil {
			return nil, err
		}
	}
	if inside, ok := m.(Inside[F]); ok {
		transformer, ok := model.(models.Transformer[F])
		if !ok {
			return nil, unfit("the method works inside a transformer, and the model is none: choose a model that reads texts")
		}
		if err := inside.Enter(transformer.Stack()); err != nil {
			return nil, err
		}
	}
	if trained, err = m.Attach(params, seed); err == nil && learnsWords {
		prompted.SetPrompt(tokens.Prompt())
	}
	return trained, err
}

func unfit(why string) error { return &spec.FieldError{Field: "method", Message: why} }

// New makes a method with its knobs set.
type New[F kernel.Float] func(v spec.Values) Method[F]

type entry struct {
	info spec.MethodInfo
	f32  New[float32]
	f64  New[float64]
}

var all = registry.New[entry]("method")

// Register adds a method, at the precision it trains in and at the one its
// gradients are checked in.
func Register(info spec.MethodInfo, f32 New[float32], f64 New[float64]) {
	e := entry{info: info, f32: f32}
	if registry.Double {
		e.f64 = f64
	}
	all.Add(info.Name, e)
}

// All describes every method, sorted by name.
func All() []spec.MethodInfo {
	infos := make([]spec.MethodInfo, 0)
	for _, e := range all.All() {
		infos = append(infos, e.info)
	}
	return infos
}

// Build makes the method of that name, not yet attached to a model.
func Build[F kernel.Float](name string, v spec.Values) (Method[F], error) {
	e, err := all.Get(name)
	if err != nil {
		return nil, &spec.FieldError{Field: "method", Message: err.Error()}
	}
	return registry.Either[New[F]](e.f32, e.f64)(v), nil
}

// size counts the values in all of params.
func size(params []layer.Named) int {
	n := 0
	for _, p := range params {
		n += p.Size()
	}
	return n
}

// zeros returns a parameter of a method's own: (rows, cols), all zero.
func zeros[F kernel.Float](rows, cols int) *nn.Param {
	return nn.NewParam(mat.NewDense[F](mat.WithShape(rows, cols)))
}

// normal returns a parameter of a method's own: (rows, cols), drawn from N(0, std²).
func normal[F kernel.Float](rows, cols int, std float64, rng *rand.Rand) *nn.Param {
	p := zeros[F](rows, cols)
	for i, x := 0, op.Data[F](p); i < len(x); i++ {
		x[i] = F(std * rng.NormFloat64())
	}
	return p
}

// freezeBut leaves RequiresGrad set on the trained ones alone.
func freezeBut(params, trained []layer.Named) {
	for _, p := range params {
		p.SetRequiresGrad(false)
	}
	for _, p := range trained {
		p.SetRequiresGrad(true)
	}
}

// layers cuts params, in their order, into layers: neighbours whose names are
// the same up to the last dot.
func layers(params []layer.Named) (all [][]layer.Named) {
	prefix := func(p layer.Named) string { return p.Name[:strings.LastIndex(p.Name, ".")+1] }
	first := 0
	for i := range params {
		if i+1 == len(params) || prefix(params[i]) != prefix(params[i+1]) {
			all, first = append(all, params[first:i+1]), i+1
		}
	}
	return all
}
