portalSearch("vi/4",[[18,"du-lieu/sources/","Bảng dữ liệu: Nguồn"],[18,"du-lieu/terms/","Bảng dữ liệu: Thuật ngữ"],[18,"du-lieu/datasets/","Bảng dữ liệu: Dữ liệu"]]);
