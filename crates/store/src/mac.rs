/// Computes row MACs: 16 bytes over a table's name, a row's primary key and its body, under a key that the store
/// never sees. Every state row carries one; it is checked on every load.
pub trait RowMac: Send + Sync {
    /// The MAC; the three parts must be told apart unambiguously (by lengths), whatever they hold.
    fn mac(&self, table: &str, key: &[u8], body: &[u8]) -> [u8; 16];
}

impl<M: RowMac + ?Sized> RowMac for std::sync::Arc<M> {
    fn mac(&self, table: &str, key: &[u8], body: &[u8]) -> [u8; 16] {
        (**self).mac(table, key, body)
    }
}
