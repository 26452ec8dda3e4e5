// Package registry keeps named things in one place: a file that defines a
// model, a method or a data set adds itself in an init function, and every
// list, menu and test suite ranges over what was added.
package registry

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Registry holds things of one kind by name.
type Registry[T any] struct {
	kind  string // as errors call it, such as "model"
	byKey map[string]T
}

// New returns an empty registry of the kind that its errors will name.
func New[T any](kind string) *Registry[T] {
	return &Registry[T]{kind: kind, byKey: map[string]T{}}
}

// Add registers t. It panics if the name is not made of a-z, 0-9 and hyphens,
// for it is part of a link, or if it is taken.
func (r *Registry[T]) Add(name string, t T) {
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		panic(fmt.Sprintf("registry: %q is no name for a %s: use a-z, 0-9 and hyphens", name, r.kind))
	}
	if _, taken := r.byKey[name]; taken {
		panic(fmt.Sprintf("registry: there is a %s named %q already", r.kind, name))
	}
	r.byKey[name] = t
}

// Get returns what was added under name, or an error that names the choices.
func (r *Registry[T]) Get(name string) (T, error) {
	t, ok := r.byKey[name]
	if !ok {
		return t, fmt.Errorf("there is no %s %q; choose one of %s", r.kind, name, strings.Join(r.Names(), ", "))
	}
	return t, nil
}

// Names returns every name, sorted.
func (r *Registry[T]) Names() []string { return slices.Sorted(maps.Keys(r.byKey)) }

// All returns everything, sorted by name.
func (r *Registry[T]) All() []T {
	all := make([]T, 0, len(r.byKey))
	for _, name := range r.Names() {
		all = append(all, r.byKey[name])
	}
	return all
}

// Either returns whichever of a and b is a T: of something that is there in
// two precisions, the one that is asked for. It panics if neither is.
func Either[T any](a, b any) T {
	if t, ok := a.(T); ok {
		return t
	}
	return b.(T)
}
