package registry

import (
	"slices"
	"strings"
	"testing"
)

func TestRegistry(t *testing.T) {
	r := New[int]("fruit")
	r.Add("pear", 2)
	r.Add("apple", 1)
	if got := r.Names(); !slices.Equal(got, []string{"apple", "pear"}) {
		t.Errorf("Names() = %v, want them sorted", got)
	}
	if got := r.All(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("All() = %v, want the order of names", got)
	}
	if _, err := r.Get("plum"); err == nil || !strings.Contains(err.Error(), "apple, pear") {
		t.Errorf("Get of an unknown name: %v, want an error that names the choices", err)
	}
}

func TestAddIsLoud(t *testing.T) {
	for name, key := range map[string]string{"taken": "pear", "empty": "", "not for a link": "Pear Tree"} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Errorf("Add(%q) did not panic", key)
				}
			}()
			r := New[int]("fruit")
			r.Add("pear", 1)
			r.Add(key, 2)
		})
	}
}

func TestEither(t *testing.T) {
	if Either[int](1, "one") != 1 || Either[string](1, "one") != "one" {
		t.Error("took the one of another type")
	}
}
