//! Lists whose items are made as a template asks for them.

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use std::fmt;
use std::sync::Arc;

/// A list of so many items, of which `make` makes each: a loop then holds one at a time, and
/// what the last was made of is free for the next.
pub(super) fn lazily(count: usize, make: impl Fn(usize) -> Value + Send + Sync + 'static) -> Value {
    Value::from_object(List { count, make })
}

struct List<Make> {
    count: usize,
    make: Make,
}

impl<Make> fmt::Debug for List<Make> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.count)
    }
}

impl<Make: Fn(usize) -> Value + Send + Sync + 'static> Object for List<Make> {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let at = key.as_usize().filter(|at| *at < self.count)?;
        Some((self.make)(at))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.count)
    }
}
